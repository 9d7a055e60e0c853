//! Pictures chosen or taken.

use std::rc::Rc;

use leptos::{
    html::Input,
    prelude::{GetUntracked, NodeRef},
};
use send_wrapper::SendWrapper;
use web_sys::{Blob, Url};

/// A picture in the browser's memory, with an address for showing it. Clones are the same picture.
#[derive(Clone)]
pub(crate) struct Picture(SendWrapper<Rc<Inner>>);

struct Inner {
    blob: Blob,
    name: String,
    url: String,
}

impl Drop for Inner {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.url);
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.0.url == other.0.url
    }
}

impl Picture {
    /// A picture that will be sent under `name`.
    pub(super) fn new(blob: Blob, name: String) -> Option<Self> {
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        Some(Self(SendWrapper::new(Rc::new(Inner { blob, name, url }))))
    }

    pub(super) fn blob(&self) -> &Blob {
        &self.0.blob
    }

    /// Where the page shows it from.
    pub(crate) fn url(&self) -> String {
        self.0.url.clone()
    }

    /// The client's name of the file.
    pub(crate) fn name(&self) -> String {
        self.0.name.clone()
    }

    /// Its size.
    pub(crate) fn bytes(&self) -> f64 {
        self.0.blob.size()
    }
}

/// The file that an input holds.
pub(crate) fn picked(input: NodeRef<Input>) -> Option<Picture> {
    let file = input.get_untracked()?.files()?.get(0)?;
    let name = file.name();
    Picture::new(file.into(), name)
}
