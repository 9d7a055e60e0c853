//! The built site: which files it has, and how long a browser may keep them.

use app::shell::Assets;
use std::path::{Path, PathBuf};

/// The site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The file that names the site's files is missing.
    #[error("no built site at {0}: build it first (./dev build --release)")]
    Missing(PathBuf),
    /// It does not name them.
    #[error("{0} is not a list of the site's files")]
    Unreadable(PathBuf),
}

/// Reads which files make up the site.
///
/// # Errors
/// No site, or one that was not built by our build.
pub fn read(site: &Path) -> Result<Assets, SiteError> {
    let list = site.join("assets.json");
    let text = std::fs::read_to_string(&list).map_err(|_| SiteError::Missing(site.to_owned()))?;
    serde_json::from_str(&text).map_err(|_| SiteError::Unreadable(list))
}

/// Where the site lies: `PLUSONE_SITE_DIR`, else `site` beside the running program.
#[must_use]
pub fn folder() -> PathBuf {
    let named = std::env::var_os("PLUSONE_SITE_DIR").map(PathBuf::from);
    let beside = || std::env::current_exe().ok()?.parent().map(|folder| folder.join("site"));
    named.or_else(beside).unwrap_or_else(|| PathBuf::from("site"))
}
