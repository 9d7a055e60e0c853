//! The server's twins of the browser's functions. Effects and event handlers, which alone call them, never run there.

use capture::Ask;
use leptos::{
    ev::{DragEvent, Event, SubmitEvent},
    html::{Dialog, Form, Input, Video},
    prelude::NodeRef,
};

use super::{CameraTrouble, Facing, Frame, Lens, Part, PasskeyTrouble, Prepared, Sent};
use crate::domain::Timestamp;

pub(crate) fn open_modal(_: NodeRef<Dialog>) {}

pub(crate) async fn copy(_: &str) -> bool {
    false
}

pub(crate) fn now() -> Timestamp {
    Timestamp::from_micros(0)
}

pub(crate) async fn pause(_: u32) {}

pub(crate) fn minutes_behind_utc(_: Timestamp) -> i64 {
    0
}

pub(crate) fn valid_fields(_: NodeRef<Form>) -> Vec<(String, String)> {
    Vec::new()
}

pub(crate) fn form_fields(_: NodeRef<Form>) -> Vec<(String, String)> {
    Vec::new()
}

pub(crate) fn empty(_: NodeRef<Input>) {}

pub(crate) fn put_value(_: &'static str, _: &str) {}

pub(crate) fn focus(_: &'static str) {}

pub(crate) fn focus_on(_: String) {}

pub(crate) fn catch_focus(_: Vec<String>) {}

pub(crate) fn is_choice(_: &Event) -> bool {
    false
}

pub(crate) fn has_own_door(_: &SubmitEvent) -> bool {
    false
}

pub(crate) fn mark_awake() {}

pub(crate) fn has_tick(_: NodeRef<Input>) -> bool {
    false
}

pub(crate) fn is_ticked(_: NodeRef<Input>) -> bool {
    false
}

pub(crate) struct Watch;

pub(crate) fn when_seen(_: impl Fn(bool) + 'static) -> Watch {
    Watch
}

pub(crate) struct Follower;

pub(crate) fn follow_changes(
    _: &'static str,
    _: &str,
    _: impl Fn() + Clone + 'static,
    _: impl Fn() + Clone + 'static,
    _: impl Fn(String) + Clone + 'static,
) -> Follower {
    Follower
}

pub(crate) fn build() -> String {
    String::new()
}

pub(crate) fn agent() -> String {
    String::new()
}

pub(crate) fn go(_: &str) {}

pub(crate) fn set_busy(_: &'static str, _: bool) {}

pub(crate) async fn make_passkey(_: &str) -> Result<String, PasskeyTrouble> {
    Err(PasskeyTrouble::Missing)
}

pub(crate) async fn show_passkey(_: &str) -> Result<String, PasskeyTrouble> {
    Err(PasskeyTrouble::Missing)
}

pub(crate) fn has_passkeys() -> bool {
    false
}

pub(crate) fn load_anew() {}

pub(crate) fn keep() {}

pub(crate) fn put_back() {}

#[derive(Clone, PartialEq)]
pub(crate) struct Picture;

impl Picture {
    pub(crate) fn url(&self) -> String {
        String::new()
    }

    pub(crate) fn name(&self) -> String {
        String::new()
    }

    pub(crate) fn bytes(&self) -> f64 {
        0.0
    }
}

pub(crate) fn picked(_: NodeRef<Input>) -> Option<Picture> {
    None
}

pub(crate) async fn prepare(_: &Picture) -> Option<Prepared> {
    None
}

pub(crate) struct Camera;

impl Camera {
    pub(crate) async fn photo(_: NodeRef<Video>, _: &'static str) -> Option<Picture> {
        None
    }

    pub(crate) fn lens(&self) -> Option<String> {
        None
    }
}

pub(crate) async fn open_camera(
    _: NodeRef<Video>,
    _: Facing,
    _: impl Fn() -> bool,
    _: impl Fn() + 'static,
) -> Result<Camera, CameraTrouble> {
    Err(CameraTrouble::Missing)
}

pub(crate) async fn lenses() -> Vec<Lens> {
    Vec::new()
}

pub(crate) struct LensWatch;

pub(crate) fn when_lenses_change(_: impl Fn() + 'static) -> LensWatch {
    LensWatch
}

pub(crate) fn remember_lens(_: Facing, _: &str) {}

pub(crate) fn take_themselves() -> bool {
    true
}

pub(crate) fn remember_take_themselves(_: bool) {}

pub(crate) struct Frames;

impl Frames {
    pub(crate) fn keep(&self, _: &'static str) -> impl Future<Output = Option<Prepared>> + use<> {
        async { None }
    }
}

pub(crate) fn watch(_: NodeRef<Video>, _: Ask, _: impl Fn(Frame) + 'static) -> Option<Frames> {
    None
}

pub(crate) fn put_dropped(_: &DragEvent, _: NodeRef<Input>) -> bool {
    false
}

pub(crate) fn when_pasted(_: impl Fn(Picture) + 'static) -> Watch {
    Watch
}

pub(crate) fn note_sent(_: Option<String>) {}

pub(crate) fn note_failed(_: Option<String>) {}

pub(crate) fn sent_failed() {}

pub(crate) fn has_failed(_: &str) -> bool {
    false
}

#[derive(Clone)]
pub(crate) struct Upload;

impl Upload {
    pub(crate) fn new() -> Option<Self> {
        None
    }

    pub(crate) fn stop(&self) {}

    pub(crate) async fn send(self, _: &'static str, _: Vec<Part>, _: impl Fn(u32) + 'static) -> Sent {
        Sent::Stopped
    }
}
