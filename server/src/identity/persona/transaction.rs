//! Handing pictures over (`POST /transactions`).

use app::domain::{AccountId, id_document::IdDocument};
use reqwest::multipart::{Form, Part};

use super::{
    Persona,
    names::{id_class, issuer},
};
use crate::{
    http_client::Trouble,
    identity::{Picture, SubmitError, VendorRef},
};

impl Persona {
    /// Hands the pictures over. `idempotency_key` names this hand-over: sent again with the same key it is taken once,
    /// and the answer is the first one, for at least a day. [`SubmitError`] says which key to use next.
    ///
    /// Persona files the transaction under its account of the name `account`, and makes that if need be; the name is
    /// not treated as personal data there.
    ///
    /// # Errors
    /// [`SubmitError`], by what to do about it.
    pub async fn submit(
        &self,
        account: &AccountId,
        document: IdDocument,
        pictures: Vec<Picture>,
        idempotency_key: &str,
    ) -> Result<VendorRef, SubmitError> {
        let kind = self.settings.transaction_type.as_deref().ok_or(SubmitError::OwnPage)?;
        let same_key = |trouble| SubmitError::SameKey { retry_after: None, trouble };
        let form = self.form(kind, account, document, pictures).map_err(same_key)?;
        self.create(self.post("transactions").multipart(form), idempotency_key).await
    }

    /// The parts as the guide "Government ID via API" names them; multipart, because base64 in JSON runs into
    /// time-outs (docs "Errors").
    fn form(
        &self,
        kind: &str,
        account: &AccountId,
        document: IdDocument,
        pictures: Vec<Picture>,
    ) -> Result<Form, Trouble> {
        let settings = &self.settings;
        let field = |name: &str| format!("data[attributes][fields][{name}]");
        let mut form = Form::new()
            .text("data[attributes][transaction_type_id]", kind.to_owned())
            .text("data[attributes][reference_id]", account.to_string())
            .text(field(&settings.fields.id_class), id_class(document.kind()))
            .text(field(&settings.fields.address_country_code), issuer(document.country(), &settings.puerto_rico));
        for Picture { kind, file_name, jpeg } in pictures {
            let part = Part::bytes(jpeg).file_name(file_name).mime_str("image/jpeg")?;
            form = form.part(field(settings.fields.of(kind)), part);
        }
        Ok(form)
    }
}

#[cfg(test)]
mod tests;
