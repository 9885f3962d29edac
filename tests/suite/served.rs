//! The preview as a browser talks to it: who is answered, with what, and what becomes of a save.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::book::{Book, CHAPTER};
use crate::previewed::{Events, Served, looks, parsed};

#[test]
fn only_who_has_the_address_is_answered() {
    let served = Served::usual();
    let (port, secret) = (served.port, served.secret.clone());
    let own = served.host();
    let told = served.events().until(|_| true);
    let picture = format!("image/{}-c-50.png", looks(&told)[0]);
    for path in ["", "main.js", "text?page=0", picture.as_str()] {
        let path = format!("/{secret}/{path}");
        let status = |headers: &str| served.asked("GET", &path, headers, "").0;
        assert_eq!(status(&own), 200, "{path}");
        assert_eq!(status(&format!("Host: localhost:{port}\r\n")), 200);
        assert_eq!(status(&format!("Host: [::1]:{port}\r\n")), 200);
        assert_eq!(status(&format!("{own}Origin: http://127.0.0.1:{port}\r\n")), 200);
        assert_eq!(status(&format!("{own}Sec-Fetch-Site: same-origin\r\n")), 200);
        for host in ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org", ""] {
            assert_eq!(status(&format!("Host: {host}\r\n")), 421, "{host}");
        }
        assert_eq!(status(""), 421);
        for foreign in [
            "Origin: http://example.org",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ] {
            assert_eq!(status(&format!("{own}{foreign}\r\n")), 403, "{foreign}");
        }
    }
    let other = "0".repeat(secret.len());
    for path in ["/", "/main.js", &format!("/{secret}"), &format!("/{other}/"), "//", "/events", "*"] {
        let (status, _, body) = served.asked("GET", path, &own, "");
        assert!((400..500).contains(&status), "{path}: {status}");
        assert!(!String::from_utf8_lossy(&body).contains("Werkboek"), "{path}");
    }
    assert_eq!(served.asked("DELETE", &format!("/{secret}/"), &own, "").0, 405);
    assert_eq!(served.asked("POST", &format!("/{secret}/open"), &own, "{}").0, 403);
    // Nobody but this machine is listened to.
    if let Some(elsewhere) = own_address() {
        assert!(TcpStream::connect((elsewhere, port)).is_err(), "{elsewhere}");
    }
}

/// An address of this machine by which others reach it, if it has one; nothing is sent to find it.
fn own_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    socket
        .local_addr()
        .ok()
        .map(|address| address.ip())
        .filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
}

#[test]
fn nothing_of_the_disk_is_served() {
    let served = Served::usual();
    for path in [
        "../workbook.toml",
        "..%2fworkbook.toml",
        "%2e%2e/workbook.toml",
        "workbook.toml",
        "chapters/01.toml",
        "/etc/passwd",
        "image/../workbook.toml",
        "image/..%2f..%2fworkbook.toml-c-50.png",
        "font-400.ttf/../index.html",
        "font-401.ttf",
        "web/index.html",
        "locate?file=../x&start=0&end=9",
        "locate?file=/etc/passwd&start=0&end=9",
        "image/00-c-50.png",
        "image/zz-c-50.png",
        "place?page=9999&x=0&y=0",
        "text?page=-1",
        "search",
    ] {
        let (status, _, body) = served.get(path);
        assert_eq!(status, 404, "{path}");
        assert_eq!(body, b"Not Found", "{path}");
    }
    for name in ["", "main.js", "style.css", "font-400.ttf", "icon.svg"] {
        let (status, head, body) = served.get(name);
        assert_eq!(status, 200, "{name}");
        assert!(!body.is_empty());
        for line in [
            "content-security-policy: default-src 'none'; script-src 'self'",
            "cache-control: no-store",
            "referrer-policy: no-referrer",
            "x-content-type-options: nosniff",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(line), "{name}: {line}: {head}");
        }
        assert!(!head.to_lowercase().contains("access-control"), "{head}");
    }
}

/// A change shows, on the pages that it changes and on no other; an error leaves the pages, and passes.
#[test]
fn saves_show() {
    let served = Served::usual();
    let mut events = served.events();
    let first = events.until(|_| true);
    assert_eq!(first["title"], "Werkboek · Voorbeeld");
    assert_eq!((&first["broken"], &first["stale"]), (&Value::Bool(false), &Value::Bool(false)));
    let pages = looks(&first);
    assert!(pages.len() >= 3, "{first}");
    let red: Vec<bool> = first["pages"].as_array().unwrap().iter().map(|page| page["red"] == true).collect();
    assert!(!red[0] && !red[1] && red[2], "{red:?}");
    let names: Vec<&str> =
        first["views"].as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["", "email", "print"]);

    // Saved as it was, nothing changes.
    let path = served.book.path().join("chapters/01.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text).unwrap();
    let same = events.until(|told| told["revision"] != first["revision"]);
    assert_eq!(looks(&same), pages);

    fs::write(&path, text.replace("Een alinea.", "Een heel andere alinea.")).unwrap();
    let changed = events.until(|told| looks(told) != pages);
    let differ: Vec<usize> = (0..pages.len()).filter(|at| looks(&changed)[*at] != pages[*at]).collect();
    assert_eq!(differ, [1], "{changed}");

    // A comment above a text moves its bytes, and changes nothing that is seen.
    fs::write(&path, format!("# een opmerking\n{text}").replace("Een alinea.", "Een heel andere alinea."))
        .unwrap();
    let commented = events.until(|told| told["revision"] != changed["revision"]);
    assert_eq!(looks(&commented), looks(&changed));

    fs::write(&path, "style = \"material\"\ntitle = ").unwrap();
    let broken = events.until(|told| told["broken"] == true);
    assert_eq!(looks(&broken), looks(&changed));
    let finding = &broken["findings"][0];
    assert_eq!(
        (&finding["file"], &finding["line"], &finding["error"]),
        (&"chapters/01.toml".into(), &2.into(), &true.into())
    );

    fs::write(&path, &text).unwrap();
    let good = events.until(|told| told["broken"] == false);
    assert_eq!(looks(&good), pages);
    assert_eq!(good["findings"], first["findings"]);
}

/// What is asked about a page: its picture, its text, its links, what is where.
#[test]
fn pages_are_drawn_and_read() {
    let served = Served::usual();
    let told = served.events().until(|_| true);
    let look = looks(&told)[1].to_owned();
    let size = |scale: &str| {
        let (status, head, body) = served.get(&format!("image/{look}-c-{scale}.png"));
        assert_eq!(status, 200, "{head}");
        assert!(head.contains("cache-control: private, max-age=31536000, immutable"), "{head}");
        let picture = image::load_from_memory(&body).unwrap();
        [picture.width(), picture.height()]
    };
    let [width, height] = size("100");
    let points = told["pages"][1]["size"].as_array().unwrap();
    assert!((f64::from(width) - points[0].as_f64().unwrap()).abs() <= 1.0, "{width} {points:?}");
    assert_eq!(size("200").map(|side| side / 10), [width * 2 / 10, height * 2 / 10]);
    for none in ["x-50", "p-50", "3-50", "c-4", "c-99999", "c-", "c"] {
        assert_eq!(served.get(&format!("image/{look}-{none}.png")).0, 404, "{none}");
    }
    let text = served.json("text?page=1");
    assert!(text.as_str().unwrap().contains("Een alinea."), "{text}");
    let hits = served.json("search?q=EEN%20alinea");
    assert_eq!(hits.as_array().unwrap().len(), 1, "{hits}");
    let area: Vec<f64> =
        hits[0]["areas"][0].as_array().unwrap().iter().map(|side| side.as_f64().unwrap()).collect();
    let place = served.json(&format!("place?page=1&x={}&y={}", area[0] + 1.0, area[1] + area[3] / 2.0));
    let chapter = fs::read_to_string(served.book.path().join("chapters/01.toml")).unwrap();
    let at = chapter.find("Een alinea").unwrap();
    assert_eq!((&place["kind"], &place["byte"]), (&"letter".into(), &at.into()), "{place}");
    assert_eq!(place["line"], chapter[..at].matches('\n').count() + 1);
    let back = served.json(&format!("locate?file=chapters/01.toml&start={at}&end={}", at + 10));
    assert_eq!(back[0]["page"], 1, "{back}");
    let links = served.json("links?page=2");
    assert_eq!(links[0]["page"], 1, "{links}");
    assert_eq!(links[1]["url"], "https://example.org", "{links}");
    assert_eq!(links.as_array().unwrap().len(), 2, "{links}");
    // A printed target has plates, and is drawn in its inks.
    let mut stream = served.connect();
    write!(stream, "GET /{}/events?view=print HTTP/1.0\r\n{}\r\n", served.secret, served.host()).unwrap();
    let print = Events(BufReader::new(stream)).until(|_| true);
    assert_eq!(print["view"], "print");
    let look = looks(&print)[0].to_owned();
    let names: Vec<&str> = print["views"][2]["plates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plate| plate["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Black", "PANTONE 485 C"]);
    for mode in ["c", "p", "3", "s"] {
        let (status, _, body) = served.get(&format!("image/{look}-{mode}-30.png"));
        assert_eq!(status, 200, "{mode}");
        let picture = image::load_from_memory(&body).unwrap().to_rgb8();
        let [r, g, b] = picture.get_pixel(picture.width() / 2, picture.height() * 2 / 3).0;
        // The cover is red: full on the plate of the spot ink, and nothing on that of black.
        match mode {
            "s" => assert_eq!([r, g, b], [0; 3]),
            "3" => assert_eq!([r, g, b], [255; 3]),
            _ => assert!(r > 180 && g < 60, "{mode}: {r} {g} {b}"),
        }
    }
}

#[test]
#[cfg(unix)]
fn an_editor_opens_at_the_line() {
    let note = tempfile::tempdir().unwrap();
    let said = note.path().join("said");
    let editor = format!(
        "sh -c 'echo \"$0\" \"$1\" > \"{}.new\" && mv \"{0}.new\" \"{0}\"' {{file}} {{line}}",
        said.display()
    );
    let editor = editor.replace("{0}", &said.display().to_string());
    let served = Served::new(Book::with(CHAPTER), &["--editor", &editor]);
    served.events().until(|told| told["editor"] == true);
    let own = format!("{}Origin: http://127.0.0.1:{}\r\n", served.host(), served.port);
    let open = |body: &str| {
        let (status, _, body) = served.asked("POST", &format!("/{}/open", served.secret), &own, body);
        (status, String::from_utf8(body).unwrap())
    };
    for bad in [
        "",
        "{",
        "{\"file\": \"../x\", \"line\": 1, \"column\": 1}",
        "{\"file\": \"/etc/passwd\", \"line\": 1, \"column\": 1}",
        "{\"file\": \"chapters/02.toml\", \"line\": 1, \"column\": 1}",
        "{\"file\": \"chapters\", \"line\": 1, \"column\": 1}",
        &format!("{{\"file\": \"{}\", \"line\": 1, \"column\": 1}}", "a".repeat(20_000)),
    ] {
        assert!((400..500).contains(&open(bad).0), "{bad}");
    }
    std::os::unix::fs::symlink("/etc/passwd", served.book.path().join("chapters/out.txt")).unwrap();
    assert_eq!(open("{\"file\": \"chapters/out.txt\", \"line\": 1, \"column\": 1}").0, 404);
    assert!(!said.exists());
    let (status, told) = open("{\"file\": \"chapters/01.toml\", \"line\": 7, \"column\": 2}");
    assert_eq!((status, told.contains("true")), (200, true), "{told}");
    let end = (0..600).find(|_| {
        std::thread::sleep(Duration::from_millis(50));
        said.exists()
    });
    assert!(end.is_some());
    let said = fs::read_to_string(&said).unwrap();
    assert!(said.trim().ends_with("chapters/01.toml 7"), "{said}");
    for bad in ["", "vim", "emacs '{file}"] {
        assert_eq!(served.book.run(&["preview", "--no-open", "--editor", bad]).code, 2, "{bad}");
    }
}

/// No request, however broken, stops it: whole ones with bytes changed, parts of them, and noise.
#[test]
fn broken_requests_do_no_harm() {
    let served = Served::usual();
    let told = served.events().until(|_| true);
    let look = looks(&told)[0].to_owned();
    let mut random = fastrand::Rng::with_seed(11);
    let secret = served.secret.clone();
    let whole = [
        format!("GET /{secret}/ HTTP/1.1\r\n{}\r\n", served.host()),
        format!("GET /{secret}/image/{look}-c-9.png HTTP/1.1\r\n{}\r\n", served.host()),
        format!("GET /{secret}/place?view=&page=1&x=100&y=100 HTTP/1.1\r\n{}\r\n", served.host()),
        format!("GET /{secret}/search?q=een HTTP/1.1\r\n{}\r\n", served.host()),
        format!(
            "POST /{secret}/open HTTP/1.1\r\n{}Origin: http://127.0.0.1:{}\r\nContent-Length: 40\r\n\r\n{{\"file\":\"chapters/01.toml\",\"line\":1,\"column\":1}}",
            served.host(),
            served.port
        ),
        format!(
            "POST /{secret}/open HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            served.host()
        ),
    ];
    let edges = [
        "\0",
        "\r\n",
        "%00",
        "%2e%2e%2f",
        "-1",
        "NaN",
        "1e999",
        "99999999999999999999",
        "\u{202e}",
        "\u{e9}",
        " ",
        "?",
        "#",
        "&&==",
    ];
    for round in 0..3000 {
        let mut bytes = random.choice(&whole).unwrap().clone().into_bytes();
        match round % 5 {
            0 => bytes = (0..random.usize(..600)).map(|_| random.u8(..)).collect(),
            1 => bytes.truncate(random.usize(..bytes.len())),
            2 => bytes.extend(std::iter::repeat_n(b'a', random.usize(..100_000))),
            _ => {
                for _ in 0..random.usize(1..6) {
                    let at = random.usize(..bytes.len());
                    if random.bool() {
                        bytes[at] = random.u8(..);
                    } else {
                        let edge = random.choice(&edges).unwrap();
                        bytes.splice(at..at, edge.bytes());
                    }
                }
            }
        }
        let mut stream = served.connect();
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(Shutdown::Write);
        if round % 50 == 0 {
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
        }
    }
    // Heads that are too large, and connections that say nothing.
    let long = format!("GET /{secret}/ HTTP/1.1\r\n{}X: {}\r\n\r\n", served.host(), "a".repeat(1 << 20));
    let status = parsed(&served.send(long.as_bytes())).0;
    assert!(status == 0 || (400..500).contains(&status), "{status}");
    let many = format!("GET /{secret}/ HTTP/1.1\r\n{}{}\r\n", served.host(), "X: a\r\n".repeat(1000));
    let status = parsed(&served.send(many.as_bytes())).0;
    assert!(status == 0 || (400..500).contains(&status), "{status}");
    let silent: Vec<TcpStream> = (0..100).map(|_| served.connect()).collect();
    assert_eq!(served.get("").0, 200);
    drop(silent);
    assert_eq!(looks(&served.events().until(|_| true)), looks(&told));
}

/// After many edits, the memory is what it was after few.
#[test]
#[cfg(target_os = "linux")]
fn edits_do_not_fill_the_memory() {
    let served = Served::usual();
    let mut events = served.events();
    let mut before = events.until(|_| true);
    let path = served.book.path().join("chapters/01.toml");
    let text = fs::read_to_string(&path).unwrap();
    let resident = || {
        let status = fs::read_to_string(format!("/proc/{}/status", served.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap()
    };
    let mut sizes = Vec::new();
    for edit in 0..160 {
        fs::write(
            &path,
            text.replace("Een alinea.", &format!("Alinea {edit} {}.", "woord ".repeat(edit % 40))),
        )
        .unwrap();
        let last = before["revision"].clone();
        before = events.until(|told| told["revision"] != last);
        sizes.push(resident());
    }
    let most = |sizes: &[usize]| sizes.iter().max().copied().unwrap();
    let (early, late) = (most(&sizes[20..60]), most(&sizes[120..]));
    assert!(late * 10 < early * 12, "{early} kB after 60 edits, {late} kB after 160");
}

#[test]
fn what_cannot_be_served_is_told() {
    let book = Book::with(CHAPTER);
    assert_eq!(book.run(&["preview", "nowhere"]).code, 2);
    assert_eq!(book.run(&["preview", "--port", "0"]).code, 2);
    let served = Served::new(Book::with(CHAPTER), &[]);
    let run = book.run(&["preview", "--no-open", "--port", &served.port.to_string()]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("name another with `--port`"), "{}", run.err);
}
