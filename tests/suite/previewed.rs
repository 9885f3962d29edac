//! A preview that is running, and what it is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::book::{Book, CHAPTER, program};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A second chapter, on other pages than the first.
const SECOND: &str = "style = \"redline\"\ntitle = \"Een lijn\"\nnumber = 1\n\n[[block]]\ntype = \"text\"\nbody = \"Zie [het begin](#begin) en https://example.org.\"\n";

/// A preview that is running.
pub struct Served {
    child: Child,
    /// The book.
    pub book: Book,
    /// The port.
    pub port: u16,
    /// The secret in the address.
    pub secret: String,
}

impl Served {
    /// Starts a preview.
    pub fn new(book: Book, args: &[&str]) -> Self {
        let mut command = program();
        command.args(["preview", "--no-open"]).args(args).current_dir(book.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let rest = line.trim().strip_prefix("http://127.0.0.1:").expect(&line);
        let (port, secret) = rest.trim_end_matches('/').split_once('/').unwrap();
        Self { child, book, port: port.parse().unwrap(), secret: secret.into() }
    }

    /// One of two chapters, the first of which is named.
    pub fn usual() -> Self {
        let chapter = CHAPTER.replace("number = 0", "number = 0\nid = \"begin\"");
        Self::new(Book::with(&chapter).file("chapters/02.toml", SECOND), &[])
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// A connection of one's own.
    pub fn connect(&self) -> TcpStream {
        self.connected().unwrap()
    }

    fn connected(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    /// Sends some bytes and reads all that comes back.
    pub fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut answer = Vec::new();
        let Ok(mut stream) = self.connected() else { return answer };
        // Whoever is refused may be cut off while it still speaks.
        let _ = stream.write_all(bytes).and_then(|()| stream.read_to_end(&mut answer));
        answer
    }

    /// Asks with headers of one's own; gives the status, the head and the body.
    pub fn asked(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String, Vec<u8>) {
        self.sent(method, path, headers, body.as_bytes())
    }

    /// The same with a body of bytes.
    pub fn sent(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        parsed(&self.send(&[head.as_bytes(), body].concat()))
    }

    /// What is answered, if anything is: it may be gone.
    pub fn tried(&self, path: &str) -> Option<Value> {
        let (status, _, body) = self.get(path);
        (status == 200).then(|| serde_json::from_slice(&body).unwrap())
    }

    /// The book of a preview that has ended.
    pub fn taken(&mut self) -> Book {
        let _ = self.child.wait();
        std::mem::replace(&mut self.book, Book::empty())
    }

    /// The header that names it.
    pub fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    /// Asks as a browser does, for a path after the secret.
    pub fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.asked("GET", &format!("/{}/{path}", self.secret), &self.host(), "")
    }

    /// What is answered, as it was meant.
    pub fn json(&self, path: &str) -> Value {
        let (status, head, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {head}");
        serde_json::from_slice(&body).unwrap()
    }

    /// All that is told from now on.
    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        // The older protocol has no chunks.
        write!(stream, "GET /{}/events HTTP/1.0\r\n{}\r\n", self.secret, self.host()).unwrap();
        Events(BufReader::new(stream))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is told, as it comes.
pub struct Events(pub BufReader<TcpStream>);

impl Events {
    /// The next that is told.
    pub fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the preview ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The next that is told of a finished round that holds.
    pub fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let told = self.next();
            if told["busy"] == false && told["revision"] != 0 && holds(&told) {
                return told;
            }
        }
    }
}

/// Status, head and body of an answer.
pub fn parsed(answer: &[u8]) -> (u16, String, Vec<u8>) {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return (0, String::from_utf8_lossy(answer).into_owned(), vec![]);
    };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, head, answer[end + 4..].to_vec())
}

/// The fingerprints of what is shown.
pub fn looks(told: &Value) -> Vec<&str> {
    told["pages"].as_array().unwrap().iter().map(|page| page["look"].as_str().unwrap()).collect()
}
