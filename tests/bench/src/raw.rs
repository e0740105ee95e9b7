//! Saving over bare sockets with a thread a connection: what no saver can go below by much. It trusts everything: no
//! redirects, no TLS, no checks. What it does share is the way to disk: a temporary name, sync, rename.

use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Result;

/// What it is told.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A file of addresses, one a line
    #[arg(long)]
    list: PathBuf,
    #[arg(long)]
    to: PathBuf,
    #[arg(long)]
    jobs: u8,
}

pub(crate) fn run(args: &Args) -> Result {
    let list = std::fs::read_to_string(&args.list)?;
    let addresses: Vec<&str> = list.lines().collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..args.jobs)
            .map(|_| scope.spawn(|| work(&addresses, &next, &args.to).map_err(|error| error.to_string())))
            .collect();
        for thread in threads {
            thread.join().map_err(|_| "a thread panicked")??;
        }
        File::open(&args.to)?.sync_all()?;
        Ok(())
    })
}

fn work(addresses: &[&str], next: &AtomicUsize, folder: &Path) -> Result {
    let mut stream = None;
    let mut buffer = vec![0; 256 << 10];
    while let Some(address) = addresses.get(next.fetch_add(1, Ordering::Relaxed)) {
        let (host, path) = address.trim_start_matches("http://").split_once('/').ok_or("no path")?;
        let stream = match &mut stream {
            Some(stream) => stream,
            none => none.insert(TcpStream::connect(host)?),
        };
        stream.write_all(format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let part = folder.join(format!(".{name}.part"));
        let mut file = File::create_new(&part)?;
        receive(stream, &mut buffer, &mut file)?;
        file.sync_all()?;
        std::fs::rename(part, folder.join(name))?;
    }
    Ok(())
}

/// One answer's body into the file.
fn receive(stream: &mut TcpStream, buffer: &mut [u8], file: &mut File) -> Result {
    let mut got = 0;
    let (head, mut left) = loop {
        let n = stream.read(&mut buffer[got..])?;
        if n == 0 {
            return Err("no answer".into());
        }
        got += n;
        if let Some(end) = buffer[..got].windows(4).position(|four| four == b"\r\n\r\n") {
            let head = std::str::from_utf8(&buffer[..end])?;
            let length = head
                .lines()
                .find_map(|line| line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")))
                .ok_or("no length")?;
            break (end + 4, length.1.trim().parse::<usize>()?);
        }
    };
    file.write_all(&buffer[head..got])?;
    left -= got - head;
    while left > 0 {
        let n = stream.read(buffer)?;
        if n == 0 {
            return Err("cut".into());
        }
        file.write_all(&buffer[..n])?;
        left -= n;
    }
    Ok(())
}
