//! What the page knows of the world while it is open: that it is awake, and that the account changed.

use leptos::prelude::*;

use crate::{
    AppError,
    api::{
        show_viewer::{Frame, show_viewer},
        sign_in::session_ended,
    },
    browser,
};

/// What the frame around every page shows, loaded once and again after every change.
pub(crate) type FrameResource = Resource<Result<Frame, AppError>>;

/// Whether the wasm runs. False while the server renders and until hydration is done, so both sides agree.
#[derive(Clone, Copy)]
pub(crate) struct Awake(RwSignal<bool>);

impl Awake {
    /// Makes it known to every page.
    pub(crate) fn provide() {
        let awake = Self(RwSignal::new(false));
        provide_context(awake);
        Effect::new(move |_| {
            awake.0.set(true);
            browser::mark_awake();
        });
    }

    /// The running page's.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(false)))
    }

    /// Whether the wasm runs; followed by whoever asks.
    pub(crate) fn get(self) -> bool {
        self.0.get()
    }

    /// Whether the wasm runs, asked once: false means that what is being built comes from the server.
    pub(crate) fn now(self) -> bool {
        self.0.get_untracked()
    }
}

/// Counts the account's changes. A resource that asks for [`Live::version`] is loaded again at each.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    version: RwSignal<u64>,
    /// The same of the whole house, which operators are told of.
    house: RwSignal<u64>,
    /// Whether somebody was signed in at some time since this document was loaded.
    entered: RwSignal<bool>,
}

impl Live {
    fn new() -> Self {
        Self { version: RwSignal::new(0), house: RwSignal::new(0), entered: RwSignal::new(false) }
    }

    /// Makes it known to every page.
    pub(crate) fn provide() -> Self {
        let live = Self::new();
        provide_context(live);
        live
    }

    /// The running page's.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// How many changes there were; followed by whoever asks.
    pub(crate) fn version(self) -> u64 {
        self.version.get()
    }

    /// How often something changed in the house; followed by whoever asks. Only an operator's page is told.
    pub(crate) fn house(self) -> u64 {
        self.house.get()
    }

    /// Counts a change that this page made itself, so that it need not wait for the stream.
    pub(crate) fn bump(self) {
        self.version.update(|version| *version += 1);
    }

    /// Whether who must sign in now was signed in before: signing in and out load the document anew.
    pub(crate) fn session_ended(self) -> bool {
        self.entered.get_untracked() || session_ended()
    }

    /// Follows the account's stream while somebody is signed in; it tells of the store's build too.
    pub(crate) fn follow(self, frame: FrameResource, build: Build) {
        // An effect first: resources may be read outside a page only after hydration.
        let signed_in = RwSignal::new(None);
        Effect::new(move |_| {
            // A store that is away for a moment has signed nobody out: the tab would never hear of it again.
            let Some(Ok(Frame { viewer, .. })) = frame.get() else { return };
            let now = viewer.map(|viewer| viewer.id);
            if now.is_some() {
                self.entered.set(true);
            }
            if signed_in.get_untracked() != now {
                signed_in.set(now);
            }
        });
        Effect::new(move |_| {
            let account = signed_in.get()?;
            let house = move || self.house.update(|times| *times += 1);
            let tell = move || self.bump();
            Some(browser::follow_changes("/events", account.as_str(), tell, house, move |now| build.heard(now)))
        });
    }

    /// Follows the account that this phone goes on for, for as long as the page asks.
    pub(crate) fn follow_as_phone(self) {
        let build = Build::here();
        Effect::new(move |_| {
            let (tell, heard) = (move || self.bump(), move |now| build.heard(now));
            browser::follow_changes("/events/phone", "phone", tell, || {}, heard)
        });
    }
}

/// Whether the store runs another build than the page is of: what the page asks for may no longer fit.
#[derive(Clone, Copy)]
pub(crate) struct Build {
    /// The other one; without a name when all that is known is that it is another.
    other: RwSignal<Option<String>>,
    /// The one of which the reader wants to hear no more.
    put_off: RwSignal<Option<String>>,
}

impl Build {
    /// Makes it known to every page.
    pub(crate) fn provide() -> Self {
        let build = Self { other: RwSignal::new(None), put_off: RwSignal::new(None) };
        provide_context(build);
        build
    }

    /// The running page's.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(|| Self { other: RwSignal::new(None), put_off: RwSignal::new(None) })
    }

    /// The store runs this build.
    fn heard(self, now: String) {
        self.other.set((now != browser::build()).then_some(now));
    }

    /// The store did not understand the page.
    pub(crate) fn misfits(self) {
        self.put_off.set(None);
        self.other.update(|other| *other = Some(other.take().unwrap_or_default()));
    }

    /// Whether the reader should be told; followed by whoever asks.
    pub(crate) fn is_news(self) -> bool {
        self.other.read().is_some() && *self.other.read() != *self.put_off.read()
    }

    /// The reader stays with the page for now.
    pub(crate) fn put_off(self) {
        self.put_off.set(self.other.get_untracked());
    }
}

/// The frame's resource, loaded by the application's root.
pub(crate) fn load_frame(live: Live) -> FrameResource {
    let frame = Resource::new_blocking(move || live.version(), |_| show_viewer());
    provide_context(frame);
    frame
}
