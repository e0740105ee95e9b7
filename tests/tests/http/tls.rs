//! Certificates, proxies, HTTP/2: what depends on the environment of the process.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use poster_core::signal::Net;
use poster_host::api::Api;
use poster_host::source::{Source, Token};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

use crate::raw::{Raw, answer, picture, reset, say, whole};
use crate::{api, child, failure, fetch, quick, signal};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// What a server shows: a certificate for `name`, by `authority` or by itself.
fn identity(authority: Option<&Authority>, name: &str, year: i32, protocol: &str) -> ServerConfig {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(year, 1, 1);
    params.not_after = date_time_ymd(year + 1, 1, 1);
    if year > 2020 {
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2999, 1, 1));
    }
    let certificate = match authority {
        Some(authority) => params.signed_by(&key, authority),
        None => params.self_signed(&key),
    };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.unwrap().der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    config
}

/// Counts connections; hands on those whose handshake works.
async fn serve<F, A>(config: ServerConfig, answer: F) -> (String, Arc<AtomicUsize>)
where
    F: Fn(TlsStream<TcpStream>) -> A + Send + 'static,
    A: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let count: Arc<AtomicUsize> = Arc::default();
    let counted = Arc::clone(&count);
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            if let Ok(stream) = acceptor.accept(stream).await {
                tokio::spawn(answer(stream));
            }
        }
    });
    (base, count)
}

async fn says(mut stream: TlsStream<TcpStream>, bytes: Vec<u8>) {
    let _head = stream.read(&mut [0; 4096]).await;
    let _sent = stream.write_all(&bytes).await;
    let _closed = stream.shutdown().await;
}

async fn net_of(base: &str) -> Option<Net> {
    signal(&failure(fetch(&api(base), &format!("{base}/p.png")).await.0)).net
}

#[tokio::test]
async fn certificates() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authority.pem").to_str().unwrap().to_owned();
    child::run("tls::with_an_authority", vec![("SSL_CERT_FILE", file)]).await;
}

#[tokio::test]
#[ignore = "run by `certificates`, with an authority of its own"]
async fn with_an_authority() {
    let authority = authority();
    std::fs::write(std::env::var("SSL_CERT_FILE").unwrap(), authority.pem()).unwrap();

    let good = || whole("", &picture(9000));
    let (base, _) = serve(identity(Some(&authority), "127.0.0.1", 2026, "http/1.1"), move |stream| {
        says(stream, good())
    })
    .await;
    fetch(&api(&base), &format!("{base}/p.png")).await.0.unwrap();
    // From https to plain http: not even to the same machine.
    let down = answer("302 Found", "Location: http://shop.example/\r\nContent-Length: 0\r\n", b"");
    let (base, _) = serve(identity(Some(&authority), "127.0.0.1", 2026, "http/1.1"), move |stream| {
        says(stream, down.clone())
    })
    .await;
    assert_eq!(net_of(&base).await, Some(Net::Blocked));

    let stranger = crate::tls::authority();
    for (what, config) in [
        ("expired", identity(Some(&authority), "127.0.0.1", 2019, "http/1.1")),
        ("wrong host", identity(Some(&authority), "shop.example", 2026, "http/1.1")),
        ("self-signed", identity(None, "127.0.0.1", 2026, "http/1.1")),
        ("unknown authority", identity(Some(&stranger), "127.0.0.1", 2026, "http/1.1")),
    ] {
        let (base, count) = serve(config, move |stream| says(stream, good())).await;
        assert_eq!((net_of(&base).await, count.load(Ordering::SeqCst)), (Some(Net::Tls), 1), "{what}");
    }
    // No handshake at all: plain words, and a connection that breaks.
    let plain = Raw::start(|_, _, stream| say(stream, Vec::new())).await;
    drop(plain);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let speaks = tokio::spawn(async move {
        for count in 1.. {
            let (stream, _) = listener.accept().await.unwrap();
            if count == 1 {
                say(stream, answer("400 Bad Request", "", b"plain")).await;
            } else {
                reset(stream);
            }
        }
    });
    assert_eq!(net_of(&base).await, Some(Net::Tls));
    assert!(matches!(net_of(&base).await, Some(Net::Reset | Net::Incomplete)));
    speaks.abort();

    http2(&authority).await;
}

/// HTTP/2 by hand: settings, and what follows them once the request is there.
async fn http2(authority: &Authority) {
    const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
    const GO_AWAY: &[u8] = &[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    // 200, Content-Length: 9000.
    const STATUS_200: &[u8] = &[0, 0, 8, 1, 4, 0, 0, 0, 1, 0x88, 0x0f, 0x0d, 4, b'9', b'0', b'0', b'0'];
    const DATA: &[u8] = &[0, 0, 4, 0, 0, 0, 0, 0, 1, b'a', b'b', b'c', b'd'];
    const RESET: &[u8] = &[0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2];
    // Whether the farewell or the end of the connection behind it is noticed first is a matter of luck.
    let cut = [Net::Incomplete, Net::Reset];
    for (what, frames, nets) in [
        ("goaway first", GO_AWAY.to_vec(), &cut[..]),
        ("goaway in the body", [STATUS_200, DATA, GO_AWAY].concat(), &cut),
        ("reset in the body", [STATUS_200, DATA, RESET].concat(), &cut),
        ("silent", Vec::new(), &[Net::Timeout]),
    ] {
        let count = Arc::new(AtomicUsize::new(0));
        let streams = Arc::clone(&count);
        let (base, _) = serve(identity(Some(authority), "127.0.0.1", 2026, "h2"), move |mut stream| {
            let (frames, streams) = (frames.clone(), Arc::clone(&streams));
            async move {
                stream.write_all(SETTINGS).await.unwrap();
                sleep(Duration::from_millis(50)).await;
                streams.fetch_add(1, Ordering::SeqCst);
                let _sent = stream.write_all(&frames).await;
                let _flushed = stream.flush().await;
                sleep(if frames.is_empty() {
                    Duration::from_secs(60)
                } else {
                    Duration::from_millis(50)
                })
                .await;
            }
        })
        .await;
        let mut limits = quick();
        limits.connect = Duration::from_millis(300);
        let api = Api::with_limits(Source::parse(&base, false).unwrap(), limits);
        let failure = failure(fetch(&api, &format!("{base}/p.png")).await.0);
        assert!(signal(&failure).net.is_some_and(|net| nets.contains(&net)), "{what}: {failure:?}");
        let most = count.load(Ordering::SeqCst);
        assert!((1..=4).contains(&most), "{what}: {most} connections");
    }
}

#[tokio::test]
async fn a_machine_without_certificates() {
    let missing = tempfile::tempdir().unwrap().path().join("none").to_str().unwrap().to_owned();
    let variables = vec![("SSL_CERT_FILE", missing.clone()), ("SSL_CERT_DIR", missing)];
    child::run("tls::without_any_authority", variables).await;
}

#[tokio::test]
#[ignore = "run by `a_machine_without_certificates`"]
async fn without_any_authority() {
    assert_eq!(net_of("https://127.0.0.1:1").await, Some(Net::Setup));
    let plain = Raw::says([whole("", &picture(9000))]).await;
    fetch(&api(&plain.base()), &plain.url()).await.0.unwrap();
}

/// The proxy sees every name: so it shows which request carries the token, across origins too.
#[tokio::test]
async fn proxies() {
    let to = |target: &str| answer("302 Found", &format!("Location: {target}\r\nContent-Length: 0\r\n"), b"");
    let proxy = Raw::start(move |_, head, stream| {
        let said = match head.split(' ').nth(1).unwrap() {
            "http://shop.example/p.png" => to("http://cdn.example/x"),
            "http://cdn.example/x" => to("http://shop.example/back"),
            "http://shop.example/back" => whole("", &picture(9000)),
            "http://shop.example/private" => to("http://169.254.169.254/latest"),
            "http://shop.example/local" => to("http://metadata.google.internal/"),
            other => panic!("nobody asked for {other}"),
        };
        say(stream, said)
    })
    .await;
    child::run("tls::behind_a_proxy", vec![("http_proxy", proxy.base())]).await;
    let told: Vec<bool> = proxy.heads().iter().map(|head| head.contains("test-token-123456")).collect();
    assert_eq!(told, [true, false, false, true, true]);
}

#[tokio::test]
#[ignore = "run by `proxies`"]
async fn behind_a_proxy() {
    let source = Source::parse("http://shop.example", true)
        .unwrap()
        .with_token(Token::new("test-token-123456").unwrap());
    let api = Api::with_limits(source, quick());
    assert_eq!(fetch(&api, "http://shop.example/p.png").await.0.unwrap().host, "shop.example");
    for path in ["private", "local"] {
        let failure = failure(fetch(&api, &format!("http://shop.example/{path}")).await.0);
        assert_eq!(signal(&failure).net, Some(Net::Blocked));
    }
    // This machine is never asked through a proxy.
    let near = Raw::says([whole("", &picture(9000))]).await;
    fetch(&crate::api(&near.base()), &near.url()).await.0.unwrap();
    assert_eq!(near.count(), 1);
}
