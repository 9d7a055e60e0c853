//! How PostgreSQL is reached: what goes over a network is not to be read there.

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::{env, str::FromStr as _};
use url::Url;

use super::StoreError;
use crate::config::is_loopback;

/// How the server at `address` is reached: over TLS if it is another machine, unless the operator says how.
pub(super) fn options(address: &str) -> Result<PgConnectOptions, StoreError> {
    let options = PgConnectOptions::from_str(address).map_err(StoreError::of_address)?;
    if is_here(&options) || says_how(address) {
        return Ok(options);
    }
    // The driver's own default goes on without TLS when somebody on the way says that there is none.
    Ok(options.ssl_mode(PgSslMode::Require))
}

/// Whether somebody on the way could pretend to be the server.
pub(super) fn is_doubtful(options: &PgConnectOptions) -> bool {
    !is_here(options) && !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
}

fn is_here(options: &PgConnectOptions) -> bool {
    // The driver takes a path for a socket, wherever it stands.
    options.get_socket().is_some() || options.get_host().starts_with('/') || is_loopback(options.get_host())
}

/// In the address, or as PostgreSQL's own tools are told.
fn says_how(address: &str) -> bool {
    let named = |url: Url| url.query_pairs().any(|(key, _)| matches!(&*key, "sslmode" | "ssl-mode"));
    address.parse().is_ok_and(named) || env::var("PGSSLMODE").is_ok_and(|mode| mode.parse::<PgSslMode>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_is_reached_over_tls() {
        for (address, mode, doubtful) in [
            ("postgres://plusone@db.example/plusone", "Require", true),
            ("postgresql://plusone@192.0.2.1:5433/plusone", "Require", true),
            ("postgres://plusone@[2001:db8::1]/plusone", "Require", true),
            ("postgres://plusone@localhost.example/plusone", "Require", true),
            ("postgres://plusone@localhost/plusone?host=db.example", "Require", true),
            ("postgres://plusone@localhost/plusone?hostaddr=192.0.2.1", "Require", true),
            ("postgres://plusone@db.example/plusone?sslmode=prefer", "Prefer", true),
            ("postgres://plusone@db.example/plusone?ssl-mode=disable", "Disable", true),
            ("postgres://plusone@db.example/plusone?sslmode=verify-ca", "VerifyCa", true),
            ("postgres://plusone@db.example/plusone?sslmode=verify-full", "VerifyFull", false),
            ("postgres://plusone@localhost/plusone", "Prefer", false),
            ("postgres://plusone@127.0.0.2/plusone", "Prefer", false),
            ("postgres://plusone@[::1]/plusone?sslmode=require", "Require", false),
            ("postgres://plusone@%2Fvar%2Frun%2Fpostgresql/plusone", "Prefer", false),
            ("postgres://plusone@db.example/plusone?host=/var/run/postgresql", "Prefer", false),
        ] {
            let options = options(address).expect("an address");
            assert_eq!(format!("{:?}", options.get_ssl_mode()), mode, "{address}");
            assert_eq!(is_doubtful(&options), doubtful, "{address}");
        }
    }
}
