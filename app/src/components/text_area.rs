//! A text of several lines.

use leptos::prelude::*;

/// A `<textarea>` in which a text stands at first. leptos writes what stands in one as it is, so that whatever was stored
/// would be read as a part of the page: it is escaped here, and nowhere else.
#[component]
pub(crate) fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    rows: u8,
    #[prop(optional)] text: String,
    /// The most letters that one can type.
    #[prop(optional)]
    most: Option<usize>,
    #[prop(optional)] required: bool,
    /// The ids of what describes it.
    #[prop(optional, into)]
    described: Option<String>,
    /// For `aria-invalid`.
    #[prop(optional, into)]
    invalid: Signal<Option<&'static str>>,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            maxlength=most
            required=required
            aria-describedby=described
            aria-invalid=invalid
            inner_html=escaped(&text)
        ></textarea>
    }
    .into_any()
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // A reader of HTML drops the first line's end after the tag; what a page puts in by itself has no tag.
    if cfg!(feature = "ssr") && text.starts_with(['\n', '\r']) { ["\n", &text].concat() } else { text }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let owner = Owner::new();
        let text = text.to_owned();
        owner.with(|| view! { <TextArea id="a" name="b" rows=3 text=text most=9 required=true /> }.to_html())
    }

    #[test]
    fn a_text_stays_in_it_whatever_it_says() {
        let html = html("</textarea><script>&amp;");
        assert!(html.contains(">&lt;/textarea&gt;&lt;script&gt;&amp;amp;</textarea>"), "{html}");
        assert!(html.contains(r#"maxlength="9""#) && html.contains(" required"), "{html}");
        assert!(!html.contains("aria-"), "{html}");
    }

    #[test]
    fn a_line_that_is_empty_stays_the_first() {
        assert!(html("\nsecond").contains(">\n\nsecond</textarea>"));
        assert!(html("first").contains(">first</textarea>"));
    }
}
