//! nginx on loopback: the same files without delay, with 50 ms before each answer.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::{Result, peers};

/// A running server; it ends with this.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub(crate) base: String,
}

impl Server {
    /// Serves a folder at `/` and, 50 ms later, at `/late/`. A list of posters is a folder `NAME` of pages, asked for
    /// as `/NAME/v1/posters?cursor=PAGE`.
    pub(crate) fn start(folder: &Path, scratch: &Path) -> Result<Self> {
        let nginx = peers::find("nginx").ok_or("nginx is not installed: `cargo xtask bench` installs it where apt-get is")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let module = "/usr/lib/nginx/modules/ngx_http_echo_module.so";
        if !Path::new(module).exists() {
            return Err("nginx has no echo module (Debian: libnginx-mod-http-echo)".into());
        }
        let configuration = scratch.join("nginx.conf");
        let (folder, scratch) = (folder.display(), scratch.display());
        std::fs::write(
            &configuration,
            format!(
                "load_module {module};
{user}daemon off; pid {scratch}/nginx.pid; error_log {scratch}/error.log; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type application/octet-stream;
  types {{ image/jpeg jpg; application/json json; }}
  client_body_temp_path {scratch}/body; proxy_temp_path {scratch}/proxy; fastcgi_temp_path {scratch}/fast;
  uwsgi_temp_path {scratch}/uwsgi; scgi_temp_path {scratch}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=1024; root {folder};
    location ~ ^/late/(.*)$ {{ echo_sleep 0.05; echo_exec /$1 $query_string; }}
    location ~ ^/([a-z0-9]+)/v1/posters$ {{ set $page $arg_cursor; if ($page = '') {{ set $page 0; }} rewrite ^/([a-z0-9]+)/ /$1/$page.json last; }}
  }}
}}
",
                // As root, its workers could not read what is the caller's own.
                user = if is_root() { "user root; " } else { "" },
            ),
        )?;
        let child = Command::new(nginx)
            .args(["-e", "stderr", "-c"])
            .arg(&configuration)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self {
            child,
            base: format!("http://127.0.0.1:{port}"),
        };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!("nginx does not start with {}", configuration.display()).into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its own way to end, so that its workers end too.
        let ended = Command::new("kill").arg(self.child.id().to_string()).status();
        if ended.is_ok_and(|status| status.success()) {
            let _ = self.child.wait();
        } else {
            let _ = self.child.kill();
        }
    }
}

fn is_root() -> bool {
    let answer = Command::new("id").arg("-u").output();
    answer.is_ok_and(|answer| answer.stdout.trim_ascii() == b"0")
}
