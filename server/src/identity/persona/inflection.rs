//! Persona writes keys in kebab, camel or snake case, as a key or a webhook is set up; here they are all the same.

use serde_json::Value;

/// The member of `object` whose name is `name`, which is written in kebab case.
pub(super) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let exact = object.get(name);
    exact.or_else(|| object.as_object()?.iter().find(|(key, _)| letters(key).eq(letters(name))).map(|(_, value)| value))
}

/// The member at the end of a path of names.
pub(super) fn path<'a>(object: &'a Value, names: &[&str]) -> Option<&'a Value> {
    names.iter().try_fold(object, |object, name| member(object, name))
}

/// The text at the end of a path of names.
pub(super) fn text<'a>(object: &'a Value, names: &[&str]) -> Option<&'a str> {
    path(object, names)?.as_str()
}

/// The elements of the list at the end of a path of names; none when there is no such list.
pub(super) fn list<'a>(object: &'a Value, names: &[&str]) -> impl Iterator<Item = &'a Value> {
    path(object, names).and_then(Value::as_array).into_iter().flatten()
}

fn letters(key: &str) -> impl Iterator<Item = u8> {
    key.bytes().filter(|b| !matches!(b, b'-' | b'_')).map(|b| b.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn three_spellings_are_one_name() {
        for body in [json!({"created-at": 1}), json!({"createdAt": 1}), json!({"created_at": 1})] {
            assert_eq!(member(&body, "created-at"), Some(&json!(1)), "{body}");
        }
        assert_eq!(member(&json!({"created": 1}), "created-at"), None);
        assert_eq!(member(&json!([1]), "created-at"), None);
    }

    #[test]
    fn a_path_ends_where_a_name_is_missing() {
        let body = json!({"relationships": {"relatedObjects": {"data": [{"id": "a"}, {"id": "b"}]}}});
        let ids: Vec<_> =
            list(&body, &["relationships", "related-objects", "data"]).filter_map(|o| text(o, &["id"])).collect();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!(list(&body, &["relationships", "reviewer", "data"]).count(), 0);
    }
}
