//! A PDF that was opened, and ways to look things up in it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use super::Refusal;
use super::matrix::Matrix;

/// The most bytes to which one stream may unfold.
const STREAM_LIMIT: usize = 256 << 20;

/// How far into a file its header may stand (ISO 32000-1, annex H, note 13).
const HEADER_REACH: usize = 1024;

/// Two things that a stream says of itself, as far as it does.
pub type Said = [Option<String>; 2];

/// A PDF that was opened; it is whole and not encrypted.
pub struct Pdf {
    document: Document,
    /// What streams say that many objects refer to, by their addresses: each is unfolded once.
    known: RefCell<HashMap<usize, Said>>,
}

impl Pdf {
    /// Opens a PDF.
    ///
    /// Errors where the bytes are no PDF, broken or encrypted.
    pub fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let head = &bytes[..bytes.len().min(HEADER_REACH)];
        if !head.windows(5).any(|window| window == b"%PDF-") {
            return Err(Refusal::NotPdf);
        }
        let options = LoadOptions { max_decompressed_size: Some(STREAM_LIMIT), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(refused)?;
        if document.trailer.has(b"Encrypt") || document.was_encrypted() {
            return Err(Refusal::Encrypted);
        }
        if document.xref_recovery == Some(XrefRecovery::Reconstructed) {
            return Err(Refusal::Broken("its table of objects cannot be read".into()));
        }
        let pdf = Self { document, known: RefCell::default() };
        if pdf.catalog().is_none() {
            return Err(Refusal::Broken("it has no catalog".into()));
        }
        match pdf.lost() {
            Some((number, _)) => Err(Refusal::Broken(format!("object {number} cannot be read"))),
            None => Ok(pdf),
        }
    }

    /// An object that is referred to and stands in the table, but cannot be read.
    ///
    /// A reference to an object that is not in the table is null (ISO 32000-2, 7.3.10).
    fn lost(&self) -> Option<ObjectId> {
        let mut seen = HashSet::new();
        let mut next: Vec<&Object> = self.document.trailer.iter().map(|(_, object)| object).collect();
        while let Some(object) = next.pop() {
            match object {
                Object::Array(items) => next.extend(items),
                Object::Dictionary(dictionary) => next.extend(dictionary.iter().map(|(_, object)| object)),
                Object::Stream(stream) => next.extend(stream.dict.iter().map(|(_, object)| object)),
                Object::Reference(id) if seen.insert(*id) => match self.document.objects.get(id) {
                    Some(object) => next.push(object),
                    None if self.is_listed(*id) => return Some(*id),
                    None => {}
                },
                _ => {}
            }
        }
        None
    }

    fn is_listed(&self, (number, generation): ObjectId) -> bool {
        match self.document.reference_table.get(number) {
            Some(XrefEntry::Normal { offset, generation: listed }) => *offset > 0 && *listed == generation,
            Some(XrefEntry::Compressed { .. }) => generation == 0,
            _ => false,
        }
    }

    /// The version of PDF: that of the catalog, if it is later than the header's.
    pub fn version(&self) -> String {
        let catalog = self.catalog().and_then(|catalog| self.name(catalog, "Version"));
        let header = plain(self.document.version.trim());
        catalog.filter(|version| *version > header).unwrap_or(header)
    }

    /// The catalog.
    pub fn catalog(&self) -> Option<&Dictionary> {
        self.dictionary(&self.document.trailer, "Root")
    }

    /// The information dictionary.
    pub fn info(&self) -> Option<&Dictionary> {
        self.dictionary(&self.document.trailer, "Info")
    }

    /// Follows references; nothing where they lead nowhere, in a circle or to null.
    pub fn follow<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
    }

    /// The last reference that an object is behind, if any.
    pub fn id(&self, object: &Object) -> Option<ObjectId> {
        self.document.dereference(object).ok().and_then(|(id, _)| id)
    }

    /// Looks a key up, and follows references.
    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.follow(dictionary.get(key.as_bytes()).ok()?)
    }

    /// A dictionary, or that of a stream.
    pub fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        as_dictionary(self.get(dictionary, key)?)
    }

    /// A list.
    pub fn list<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a [Object]> {
        self.get(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// A stream.
    pub fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Stream> {
        self.get(dictionary, key)?.as_stream().ok()
    }

    /// A name.
    pub fn name(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        self.get(dictionary, key).and_then(as_name)
    }

    /// A text string; characters that control a terminal are left out.
    pub fn text(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        lopdf::decode_text_string(self.get(dictionary, key)?).ok().map(|text| plain(&text))
    }

    /// A number.
    pub fn number(&self, dictionary: &Dictionary, key: &str) -> Option<f64> {
        as_number(self.get(dictionary, key)?)
    }

    /// A whole number that is not negative.
    pub fn count(&self, dictionary: &Dictionary, key: &str) -> Option<u32> {
        self.get(dictionary, key)?.as_i64().ok()?.try_into().ok()
    }

    /// Numbers of a list.
    pub fn numbers<const N: usize>(&self, dictionary: &Dictionary, key: &str) -> Option<[f64; N]> {
        let list = self.list(dictionary, key)?;
        let numbers: Option<Vec<f64>> = list.iter().map(|item| as_number(self.follow(item)?)).collect();
        numbers?.try_into().ok()
    }

    /// A matrix; the identity where there is none.
    pub fn matrix(&self, dictionary: &Dictionary) -> Matrix {
        self.numbers(dictionary, "Matrix").map_or(Matrix::IDENTITY, Matrix)
    }

    /// What a stream says, which is read once, however many objects refer to it.
    pub fn once(&self, stream: &Stream, read: impl FnOnce() -> Said) -> Said {
        // A document does not move while it is looked into.
        let address = std::ptr::from_ref(stream).addr();
        let known = self.known.borrow().get(&address).cloned();
        known.unwrap_or_else(|| {
            let said = read();
            self.known.borrow_mut().insert(address, said.clone());
            said
        })
    }

    /// The bytes of a stream, which may not be more than a limit.
    ///
    /// Errors where they are more, or cannot be unfolded; nothing tells where.
    pub fn bytes(&self, stream: &Stream, limit: usize) -> Result<Vec<u8>, Refusal> {
        stream.decompressed_content_with_limit(limit.min(STREAM_LIMIT)).map_err(refused)
    }
}

/// What a library's error means for the file.
fn refused(error: Error) -> Refusal {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            Refusal::Encrypted
        }
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            Refusal::TooMuch("a part of it unfolds to more than 256 MB".into())
        }
        Error::Unimplemented(_) | Error::Decompress(_) | Error::InvalidStream(_) => {
            Refusal::Broken("a part of it cannot be unfolded".into())
        }
        _ => Refusal::Broken("its table of objects cannot be read".into()),
    }
}

/// A dictionary, or that of a stream.
pub fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A name, or none; characters that control a terminal are left out.
pub fn as_name(object: &Object) -> Option<String> {
    object.as_name().ok().map(|name| plain(&String::from_utf8_lossy(name)))
}

/// A finite number, whether whole or not.
pub fn as_number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Leaves out what controls a terminal.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
