//! What a file is that cannot be set, by its first bytes: names lie, and telephones rename.

/// A kind of file, and how it becomes one that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKind {
    /// What it is, as the end of a sentence that names the file.
    pub name: &'static str,
    /// What to do.
    pub hint: &'static str,
}

const PHOTO: &str = "open it in a photo program and export it as a JPEG";
const PIXELS: &str = "open it in an image editor and save it as a PNG or a JPEG";
const DRAWING: &str = "open it in the program that made it and export it as an SVG or a PDF";
const PAGES: &str = "export it as a PDF, and name the page that is meant, as in `plan.pdf#page=2`; or save the image in it by itself";
const UNPACK: &str = "unpack it, and name the image that is in it";
const ENCODED: &str = "it is a film: save one picture of it as a JPEG";

/// The brands of ISO 23008-12 in a file's `ftyp` box.
const HEIF: [&[u8]; 10] =
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"];

/// What raw photographs start with that are not TIFF files.
const RAW: [&[u8]; 6] = [b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb"];

/// How the kinds that `infer` knows are called here, by their media types.
const KNOWN: &[(&str, &str, &str)] = &[
    ("image/heif", "a HEIC photograph", PHOTO),
    ("image/avif", "an AVIF image", PIXELS),
    ("image/tiff", "a TIFF image, or a raw photograph", PIXELS),
    ("image/gif", "a GIF image", PIXELS),
    ("image/bmp", "a BMP image", PIXELS),
    ("image/vnd.microsoft.icon", "an icon", PIXELS),
    ("image/jxl", "a JPEG XL image", PIXELS),
    ("image/jp2", "a JPEG 2000 image", PIXELS),
    ("image/vnd.ms-photo", "a JPEG XR image", PIXELS),
    ("image/x-canon-cr2", "a raw photograph", PHOTO),
    ("image/vnd.adobe.photoshop", "a Photoshop file", PIXELS),
    ("image/openraster", "an OpenRaster file", PIXELS),
    ("image/vnd.djvu", "a DjVu file", PAGES),
    ("application/postscript", "an EPS or Illustrator file", DRAWING),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word file", PAGES),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "a PowerPoint file", PAGES),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "an Excel file", PAGES),
    ("application/x-ole-storage", "a file of Word, Excel, PowerPoint or Visio", PAGES),
    ("application/vnd.oasis.opendocument.text", "an OpenDocument file", PAGES),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file", PAGES),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument file", PAGES),
    ("application/rtf", "a text file (RTF)", PAGES),
    ("application/epub+zip", "a book (EPUB)", PAGES),
    ("application/zip", "a ZIP archive", UNPACK),
    ("application/vnd.rar", "a RAR archive", UNPACK),
    ("application/x-7z-compressed", "a 7z archive", UNPACK),
    ("application/gzip", "a compressed file", UNPACK),
    ("application/x-tar", "an archive", UNPACK),
];

/// The kind of a file, if it is one that people take for an image.
pub fn of(data: &[u8]) -> Option<FileKind> {
    let known = |name, hint| Some(FileKind { name, hint });
    if let Some(b"ftyp") = data.get(4..8) {
        let brands = data.get(8..).unwrap_or_default().chunks(4).take(8);
        return match data.get(8..12) {
            Some(b"avif" | b"avis") => known("an AVIF image", PIXELS),
            Some(b"crx ") => known("a raw photograph", PHOTO),
            Some(_) if brands.into_iter().any(|brand| HEIF.contains(&brand)) => {
                known("a HEIC photograph", PHOTO)
            }
            _ => known("a film", ENCODED),
        };
    }
    if RAW.iter().any(|start| data.starts_with(start)) {
        return known("a raw photograph", PHOTO);
    }
    let head = String::from_utf8_lossy(data.get(..1024).unwrap_or(data)).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return known(
            "a web page",
            "open it in a browser, and save the image that it shows into the workbook's folder",
        );
    }
    if head.starts_with("version https://git-lfs") {
        return known(
            "a pointer of Git LFS, and not the image itself",
            "fetch the image with `git lfs pull`",
        );
    }
    let found = infer::get(data)?;
    let (_, name, hint) = KNOWN.iter().find(|(mime, ..)| *mime == found.mime_type())?;
    known(name, hint)
}

/// Whether the bytes start as pixels do that can stand in a drawing.
pub fn is_raster(data: &[u8]) -> bool {
    use infer::image::{is_gif, is_jpeg, is_png, is_webp};
    is_png(data) || is_jpeg(data) || is_gif(data) || is_webp(data)
}
