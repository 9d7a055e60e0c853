use crate::words::NumbersWords;

pub(super) const WORDS: NumbersWords = NumbersWords {
    title: "Números",
    list: "Sus números",
    empty_title: "Todavía no hay números",
    empty_text: "Los números que compra aparecen aquí en cuanto son suyos.",
    no_more_text: "No hay números más antiguos que los que ha visto.",
    newest: "Números más nuevos",
    older: "Números más antiguos",
    pages: "Páginas",
    number: "Número",
    place: "Lugar",
    price: "Precio",
    since: "Suyo desde",
    action: "Acción",
    kept_until: "Se va a liberar. Puede conservarlo hasta el",
    returning: "Vuelve a la compañía telefónica. Usted ya no paga por él.",
    stuck: "La compañía telefónica todavía no lo ha aceptado de vuelta. Nuestro equipo lo está viendo; usted ya no \
            paga por él.",
    release: "Liberar",
    release_number: |number| format!("Liberar {number}"),
    keep: "Conservar",
    keep_number: |number| format!("Conservar {number}"),
    ask_title: "¿Liberar este número?",
    ask_until: ["Puede cambiar de idea hasta el", ". Hasta entonces funciona y cuesta igual que antes."],
    ask_then: "Después es definitivo: el número sale de su cuenta, las llamadas y los mensajes a ese número ya no le \
               llegan, y otra persona puede obtenerlo. Usted ya no paga por él.",
    cancel: "Ahora no",
    confirm: "Liberar número",
    asked: "El número se va a liberar. Todavía puede conservarlo hasta el día que aparece junto a él.",
    kept: "Usted conserva el número. No ha cambiado nada.",
};
