use crate::{
    domain::pool::Fill,
    words::{NewPoolWords, PoolWords, PoolsWords},
};

pub(super) const LIST: PoolsWords = PoolsWords {
    title: "Grupos",
    lead: "Números de un mismo lugar, comprados y usados juntos.",
    list: "Sus grupos",
    new: "Grupo nuevo",
    empty_title: "Todavía no hay grupos",
    empty_text: "Diga cuántos números necesita y dónde. Nosotros los escogemos y usted los compra como un solo pedido.",
    since: "Desde",
    for_pool: |what, pool| format!("{what} para {pool}"),
};

pub(super) const NEW: NewPoolWords = NewPoolWords {
    title: "Grupo nuevo",
    title_more: |pool| format!("Más números para {pool}"),
    lead: "Diga cuántos números necesita y dónde. Nosotros los escogemos; usted ve el precio antes de comprar.",
    form: "Números para un grupo",
    name: "Nombre",
    name_example: "Línea de apoyo",
    quantity: "Cantidad",
    quantity_range: "1 a 100",
    fill: "Si hay menos",
    fill_name: |fill| match fill {
        Fill::Whole => "Todo o nada",
        Fill::Some => "Todos los que haya",
    },
    fill_text: |fill| match fill {
        Fill::Whole => "De nuestro propio inventario, que podemos guardarle junto.",
        Fill::Some => {
            "Primero nuestro inventario, luego el de la compañía telefónica. Usted paga solo por lo que recibe."
        }
    },
    whole_not_own: "Solo nuestro propio inventario se puede prometer junto, y usted le compra a su propia compañía \
                    telefónica.",
    submit: "Mostrar precio",
    quote: "Precio",
    fewer: |there, wanted| match there {
        1 => format!("Solo 1 de los {wanted} números está a la venta. Usted compra ese y paga solo por él."),
        _ => format!(
            "Solo {there} de los {wanted} números están a la venta. Usted compra esos {there} y paga solo por ellos."
        ),
    },
    silent: "Una compañía telefónica no responde ahora mismo, así que puede haber más. Muestre el precio otra vez en \
             un minuto.",
    examples: "Por ejemplo",
    examples_hint: "Cuáles números son se decide cuando usted compra.",
    others: |count| format!("y {count} más"),
    held: "Un grupo con algún número +1 necesita una identidad verificada. Lo siguiente es verificar la suya; mientras \
           tanto le reservamos el pedido.",
    clear: "Compramos los números de inmediato. Son suyos en segundos.",
    buy: "Comprar grupo",
    take_what_is_there: "Mostrar el precio de todos los que haya",
};

pub(super) const ONE: PoolWords = PoolWords {
    back: "Todos los grupos",
    add: "Añadir números",
    orders: "En camino",
    numbers: "Números",
    action: "Liberar",
    release: "Liberar",
    release_number: |number| format!("Liberar {number}"),
    empty_title: "No hay números en este grupo",
    empty_waiting: "Aparecen aquí en cuanto se complete el pedido que está en camino.",
    empty_ended: "Lo que se pidió para él no se compró, o se liberó. No se le cobra.",
    rename_title: "Cambiar el nombre de este grupo",
    new_name: "Nombre nuevo",
    rename: "Cambiar nombre",
};
