//! Native dialogs.

use leptos::{
    html::Dialog,
    prelude::{GetUntracked, NodeRef},
};

/// Makes a dialog modal. The server sends it open, so that it shows without script; such a one must close first.
pub(crate) fn open_modal(node: NodeRef<Dialog>) {
    if let Some(dialog) = node.get_untracked()
        && dialog.is_connected()
    {
        // Taking the attribute away fires no `close` event, which would count as the person's own closing.
        let _ = dialog.remove_attribute("open");
        let _ = dialog.show_modal();
    }
}
