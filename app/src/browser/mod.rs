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
mod frames;
#[cfg(feature = "hydrate")]
mod given;
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
mod tried;
#[cfg(feature = "hydrate")]
mod upload;
#[cfg(feature = "hydrate")]
mod worker;

use capture::{Fingerprint, Flaw};

#[cfg(not(feature = "hydrate"))]
pub(crate) use still::*;
#[cfg(feature = "hydrate")]
pub(crate) use {
    camera::{
        Camera, LensWatch, lenses, open_camera, remember_lens, remember_take_themselves, take_themselves,
        when_lenses_change,
    },
    clipboard::copy,
    clock::{minutes_behind_utc, now, pause},
    dialog::open_modal,
    events::follow_changes,
    form::{empty, form_fields, has_own_door, is_choice, put_value, valid_fields},
    frames::{Frames, watch},
    given::{put_dropped, when_pasted},
    kept::{keep, load_anew, put_back},
    page::{agent, build, catch_focus, focus, focus_on, go, has_tick, is_ticked, mark_awake, set_busy, when_seen},
    passkey::{has_passkeys, make_passkey, show_passkey},
    picture::{Picture, picked},
    prepare::prepare,
    tried::{has_failed, note_failed, note_sent, sent_failed},
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
    /// It is on, and shows nothing.
    Black,
    /// It was taken away while it was on.
    Ended,
    /// Anything else.
    Broken,
}

/// What a camera is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facing {
    /// The person who holds it.
    User,
    /// What lies before it.
    Environment,
}

#[cfg(feature = "hydrate")]
impl Facing {
    /// As the browser spells it.
    const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Environment => "environment",
        }
    }
}

/// One of several cameras.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lens {
    /// By which the browser knows it again.
    pub id: String,
    /// What the system calls it.
    pub name: String,
}

/// What the capture worker saw in a frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// The name of what it lacks; empty where it may be taken.
    pub lacks: String,
    /// The camera gives no picture at all.
    pub black: bool,
    /// When, in milliseconds since the page began.
    pub at: f64,
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
    /// What it is known by when the very same comes again.
    pub same: String,
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
#[derive(Clone)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "made and read by the browser alone"))]
pub(crate) enum Part {
    /// A plain value.
    Text(&'static str, String),
    /// A picture.
    Picture(&'static str, Picture),
}
