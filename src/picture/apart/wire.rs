//! What goes between the two processes: a line of JSON, and after it the bytes that it announces.

use std::io::{self, BufRead, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use typst_library::foundations::Bytes;

use super::super::{Fault, Opened, Picture};
use crate::source::finding_kind;

/// The first line of a process that is ready.
pub const READY: &str = "werkboek opens pictures\n";

/// The longest line of JSON, in bytes.
const LONGEST: u64 = 1 << 20;

/// The formats of pictures.
const FORMATS: [&str; 4] = ["png", "jpg", "webp", "svg"];

/// A picture to be opened; its bytes follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// The page of a PDF, from 1.
    pub page: usize,
    /// The resolution at which it will be drawn, in pixels per inch, if it will.
    pub ppi: Option<f64>,
    /// The number of its bytes.
    pub length: usize,
}

/// What became of a picture.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    /// It can be set.
    Fine {
        format: String,
        width: u32,
        height: u32,
        own: u32,
        /// The number of bytes that follow; none where it is set as it is.
        length: Option<usize>,
    },
    /// It cannot, by names, messages and hints.
    Faults(Vec<(String, String, String)>),
}

/// Writes a line of JSON and the bytes after it.
pub fn send(out: &mut impl Write, line: &impl Serialize, bytes: &[u8]) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads a line of JSON; nothing at the end.
pub fn receive<T: DeserializeOwned>(input: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(&line)?)) }
}

/// Reads so many bytes.
pub fn receive_bytes(input: &mut impl Read, length: usize) -> io::Result<Bytes> {
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    Ok(Bytes::new(bytes))
}

/// Writes what became of a picture; `own` are the bytes of its file.
pub fn answer(out: &mut impl Write, opened: &Opened, own: &Bytes) -> io::Result<()> {
    match opened {
        Ok(Picture { data, format, width, height, own: across }) => {
            let length = (data != own).then_some(data.len());
            let bytes = if length.is_some() { data.as_slice() } else { &[] };
            let (format, width, height, own) = (String::from(*format), *width, *height, *across);
            send(out, &Answer::Fine { format, width, height, own, length }, bytes)
        }
        Err(faults) => {
            let told = |fault: &Fault| (fault.name.into(), fault.message.clone(), fault.hint.to_string());
            send(out, &Answer::Faults(faults.iter().map(told).collect()), &[])
        }
    }
}

/// Reads what became of a picture; `own` are the bytes of its file. Nothing at the end.
pub fn answered(input: &mut impl BufRead, own: &Bytes) -> io::Result<Option<Opened>> {
    let told = |(name, message, hint): (String, String, String)| {
        let name = finding_kind(&name).map_or("broken-image", |kind| kind.name);
        Fault::new(name, message, hint)
    };
    Ok(match receive(input)? {
        None => None,
        Some(Answer::Faults(faults)) => Some(Err(faults.into_iter().map(told).collect())),
        Some(Answer::Fine { format, width, height, own: across, length }) => {
            let format = FORMATS.into_iter().find(|known| *known == format);
            let format = format.ok_or_else(|| io::Error::other("an unknown format"))?;
            let data = length.map(|length| receive_bytes(input, length)).transpose()?;
            Some(Ok(Picture {
                data: data.unwrap_or_else(|| own.clone()),
                format,
                width,
                height,
                own: across,
            }))
        }
    })
}

#[cfg(test)]
mod tests {
    use typst_library::foundations::Bytes;

    use super::super::super::{Fault, Picture};
    use super::{answer, answered};

    /// What is sent arrives as it was.
    #[test]
    fn there_and_back() {
        let own = Bytes::new(b"own".to_vec());
        let picture = |data: &[u8]| Picture {
            data: Bytes::new(data.to_vec()),
            format: "svg",
            width: 3,
            height: 2,
            own: 1,
        };
        let fault = Fault::new("heavy-image", "is \u{201c}heavy\u{201d}\n", "make it lighter");
        for opened in [Ok(picture(b"own")), Ok(picture(b"<svg/>\n")), Err(vec![fault.clone(), fault])] {
            let mut sent = Vec::new();
            answer(&mut sent, &opened, &own).expect("memory");
            assert_eq!(answered(&mut sent.as_slice(), &own).expect("an answer"), Some(opened));
        }
        assert!(matches!(answered(&mut [].as_slice(), &own), Ok(None)));
        assert!(answered(&mut b"{}\n".as_slice(), &own).is_err());
    }
}
