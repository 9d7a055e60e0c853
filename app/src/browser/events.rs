//! The stream of changes, `GET /events` or a phone's `GET /events/phone`: one per browser, however many tabs there are,
//! for a browser opens only six connections to a server. The tab that holds the lock follows the stream and tells the
//! others.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    time::Duration,
};

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

/// Events that come together count as one.
const TOGETHER: Duration = Duration::from_millis(20);

/// A tab that hears nothing for so long after it was loaded looks once by itself: what happened before it listened
/// was missed.
const SILENCE: Duration = Duration::from_millis(400);

/// The browser reconnects by itself, but gives up when a proxy answers for a server that restarts.
const AGAIN: Duration = Duration::from_secs(5);

/// Follows the account's changes until dropped.
pub(crate) struct Follower(Rc<Tab>);

struct Tab {
    /// Where the stream is.
    path: &'static str,
    /// Names the lock and the channel among the account's tabs. A tab of another account has another stream.
    name: String,
    channel: Option<BroadcastChannel>,
    source: RefCell<Option<EventSource>>,
    /// Lets go of the lock.
    release: RefCell<Option<Function>>,
    over: Cell<bool>,
    /// Word from the tab that follows the stream: the store's build, a truth for a change in the house, or nothing for
    /// one of the account's.
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_event: Closure<dyn Fn()>,
    on_house: Closure<dyn Fn()>,
    on_build: Closure<dyn Fn(MessageEvent)>,
    on_error: Closure<dyn Fn()>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        let tab = &self.0;
        tab.over.set(true);
        if let Some(source) = tab.source.take() {
            source.close();
        }
        if let Some(release) = tab.release.take() {
            let _ = release.call0(&JsValue::NULL);
        }
        if let Some(channel) = &tab.channel {
            channel.close();
        }
    }
}

/// Calls `changed` whenever the account changed that the stream at `path` tells of, and after every connection; `house`
/// for an operator when anything did; `runs` is told the store's build.
pub(crate) fn follow_changes(
    path: &'static str,
    account: &str,
    changed: impl Fn() + Clone + 'static,
    house: impl Fn() + Clone + 'static,
    runs: impl Fn(String) + Clone + 'static,
) -> Follower {
    let name = ["plusone-changes-", account].concat();
    let heard = Rc::new(Cell::new(false));
    let tell = together(heard.clone(), changed);
    let channel = BroadcastChannel::new(&name).ok();
    let tab = Rc::new_cyclic(|tab: &Weak<Tab>| Tab {
        on_message: Closure::new({
            let (tell, house, runs) = (tell.clone(), house.clone(), runs.clone());
            move |message: MessageEvent| match message.data().as_string() {
                Some(build) => runs(build),
                None if message.data().is_truthy() => house(),
                None => tell(),
            }
        }),
        on_build: Closure::new({
            let channel = channel.clone();
            move |event: MessageEvent| {
                let _ = channel.as_ref().map(|channel| channel.post_message(&event.data()));
                runs(event.data().as_string().unwrap_or_default());
            }
        }),
        on_error: Closure::new({
            let (tell, tab) = (tell.clone(), tab.clone());
            move || {
                if tab.upgrade().is_some_and(|tab| tab.given_up()) {
                    tell();
                    let tab = tab.clone();
                    set_timeout(move || _ = tab.upgrade().map(|tab| tab.listen()), AGAIN);
                }
            }
        }),
        on_event: Closure::new({
            let (tell, channel) = (tell.clone(), channel.clone());
            move || {
                tell();
                let _ = channel.as_ref().map(|channel| channel.post_message(&JsValue::NULL));
            }
        }),
        on_house: Closure::new({
            let channel = channel.clone();
            move || {
                house();
                let _ = channel.as_ref().map(|channel| channel.post_message(&JsValue::TRUE));
            }
        }),
        path,
        name,
        channel,
        source: RefCell::default(),
        release: RefCell::default(),
        over: Cell::new(false),
    });
    if let Some(channel) = &tab.channel {
        channel.set_onmessage(Some(tab.on_message.as_ref().unchecked_ref()));
    }
    let look = move || {
        if !heard.get() {
            tell();
        }
    };
    set_timeout(look, SILENCE);
    if tab.wait_for_the_lock().is_none() {
        tab.listen();
    }
    Follower(tab)
}

fn together(heard: Rc<Cell<bool>>, changed: impl Fn() + Clone + 'static) -> impl Fn() + Clone + 'static {
    let waiting = Rc::new(Cell::new(false));
    move || {
        heard.set(true);
        if !waiting.replace(true) {
            let (waiting, changed) = (waiting.clone(), changed.clone());
            let now = move || {
                waiting.set(false);
                changed();
            };
            set_timeout(now, TOGETHER);
        }
    }
}

impl Tab {
    /// Follows the stream as soon as no other tab does; `None` where the browser has no locks.
    fn wait_for_the_lock(self: &Rc<Self>) -> Option<()> {
        let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object)?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        let tab = self.clone();
        // The lock is held until the promise that this returns is kept.
        let granted = Closure::once_into_js(move || -> JsValue {
            if tab.over.get() {
                return JsValue::UNDEFINED;
            }
            tab.listen();
            Promise::new(&mut |kept, _| _ = tab.release.replace(Some(kept))).into()
        });
        request.call2(&locks, &self.name.as_str().into(), &granted).ok().map(|_| ())
    }

    fn given_up(&self) -> bool {
        self.source.borrow().as_ref().is_some_and(|source| source.ready_state() == EventSource::CLOSED)
    }

    fn listen(&self) {
        let Some(source) = EventSource::new(self.path).ok().filter(|_| !self.over.get()) else { return };
        for event in ["open", "changed"] {
            let _ = source.add_event_listener_with_callback(event, self.on_event.as_ref().unchecked_ref());
        }
        let _ = source.add_event_listener_with_callback("house", self.on_house.as_ref().unchecked_ref());
        let _ = source.add_event_listener_with_callback("build", self.on_build.as_ref().unchecked_ref());
        source.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
        self.source.replace(Some(source));
    }
}
