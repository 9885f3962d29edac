//! The server: on this machine alone, for whoever has the address.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;

use super::address::Address;
use super::board::Board;
use super::editor::Editor;
use super::pen::Pen;
use super::routes::Desk;
use super::session::Shared;

/// The most connections at once.
const CONNECTIONS: usize = 256;

/// The largest head of a request, in bytes, and the most lines of one.
const LARGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 64;

/// How long the head of a request may take, and how long a connection may stay without one.
const PATIENCE: Duration = Duration::from_secs(20);

/// The bytes of the secret in the address.
const SECRET: usize = 16;

/// Serves what hangs on a board, on a thread of its own, until the program ends.
///
/// `root` is the workbook's folder, and `port` any that is free where none is given. Without a pen nothing is
/// written. Errors where the port is taken.
pub fn serve(
    board: Arc<Board>,
    workspace: Shared,
    root: PathBuf,
    editor: Option<Editor>,
    pen: Option<Pen>,
    port: Option<u16>,
) -> io::Result<Address> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
    let port = first.local_addr()?.port();
    // Machines without the newer protocol do without.
    let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
    let mut secret = [0; SECRET];
    getrandom::fill(&mut secret).map_err(|error| io::Error::other(error.to_string()))?;
    let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let address = Address { port, secret };
    let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
    let desk = Arc::new(Desk { board, workspace, root, editor, pen, address: address.clone() });
    let listeners: Vec<TcpListener> = std::iter::once(first).chain(second).collect();
    listeners.iter().try_for_each(|listener| listener.set_nonblocking(true))?;
    thread::Builder::new().name("server".into()).spawn(move || run(&runtime, listeners, &desk))?;
    Ok(address)
}

fn run(runtime: &Runtime, listeners: Vec<TcpListener>, desk: &Arc<Desk>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    runtime.block_on(async {
        let mut tasks = Vec::new();
        for listener in listeners {
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                tasks.push(tokio::spawn(accept(listener, desk.clone(), room.clone())));
            }
        }
        for task in tasks {
            let _ = task.await;
        }
    });
}

async fn accept(listener: tokio::net::TcpListener, desk: Arc<Desk>, room: Arc<Semaphore>) {
    loop {
        let Ok(permit) = room.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, peer)) if is_near(peer) => {
                let desk = desk.clone();
                tokio::spawn(async move {
                    talk(stream, desk).await;
                    drop(permit);
                });
            }
            Ok(_) => {}
            // Out of files, for one: it passes.
            Err(error) if error.kind() != ErrorKind::Interrupted => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(_) => {}
        }
    }
}

fn is_near(peer: SocketAddr) -> bool {
    peer.ip().is_loopback()
}

/// Answers the requests of one connection; what is no request ends it.
async fn talk(stream: TcpStream, desk: Arc<Desk>) {
    // A page is sent in one go, and waits for nothing.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let desk = desk.clone();
        async move { Ok::<_, std::convert::Infallible>(desk.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let _ = connection.await;
}
