//! What only a browser has: dialogs, files, camera, uploads, the event stream. The pages call these functions on both
//! sides; on the server their twins in `still` do nothing, so views stay free of `cfg`.

#[cfg(feature = "hydrate")]
mod camera;
#[cfg(feature = "hydrate")]
mod clipboard;
#[cfg(feature = "hydrate")]
mod clock;
#[cfg(feature = "hydrate")]
mod dialog;
#[cfg(feature = "hydrate")]
mod events;
#[cfg(feature = "hydrate")]
mod form;
#[cfg(feature = "hydrate")]
mod kept;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod passkey;
#[cfg(feature = "hydrate")]
mod picture;
#[cfg(feature = "hydrate")]
mod prepare;
#[cfg(not(feature = "hydrate"))]
mod still;
#[cfg(feature = "hydrate")]
mod upload;

use capture::{Fingerprint, Flaw};

#[cfg(not(feature = "hydrate"))]
pub(crate) use still::*;
#[cfg(feature = "hydrate")]
pub(crate) use {
    camera::{Camera, open_camera},
    clipboard::copy,
    clock::{minutes_behind_utc, now},
    dialog::open_modal,
    events::follow_changes,
    form::{empty, form_fields, has_own_door, is_choice, put_value, valid_fields},
    kept::{keep, load_anew, put_back},
    page::{build, catch_focus, focus, focus_on, go, has_tick, is_ticked, mark_awake, set_busy, when_hidden},
    passkey::{has_passkeys, make_passkey, show_passkey},
    picture::{Picture, picked},
    prepare::prepare,
    upload::Upload,
};

/// Why a camera does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "made and read by the browser alone"))]
pub(crate) enum CameraTrouble {
    /// The person or the browser said no.
    Refused,
    /// There is none.
    Missing,
    /// Another program has it.
    Busy,
    /// Not a secure page: browsers offer no camera there.
    Insecure,
    /// Anything else.
    Broken,
}

/// Why there is no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "made and read by the browser alone"))]
pub(crate) enum PasskeyTrouble {
    /// The person said no, or the authenticator has none for this site, or nobody answered in time.
    Stopped,
    /// The authenticator holds one of the person's passkeys already.
    Known,
    /// The browser has no passkeys here.
    Missing,
}

/// A picture as the capture worker made it ready.
pub(crate) struct Prepared {
    /// A JPEG, upright, of the size that is needed, without what else a camera writes into a file.
    pub picture: Picture,
    /// What to mend first; advice, never a refusal.
    pub flaw: Option<Flaw>,
    /// What it is known by when it comes again.
    pub mark: Option<Fingerprint>,
}

/// How an upload ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "made and read by the browser alone"))]
pub(crate) enum Sent {
    /// The server took it.
    Done,
    /// The person stopped it.
    Stopped,
    /// The server or the network said no.
    Refused {
        /// Why.
        error: crate::AppError,
        /// Which picture it concerns, where the server says so.
        side: String,
    },
}

/// One field of an upload.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "made and read by the browser alone"))]
pub(crate) enum Part {
    /// A plain value.
    Text(&'static str, String),
    /// A picture.
    Picture(&'static str, Picture),
}
