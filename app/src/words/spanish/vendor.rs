use crate::words::VendorWords;

pub(super) const WORDS: VendorWords = VendorWords {
    title: "Verifíquese con Persona",
    lead: "Persona, nuestra empresa colaboradora de identidad, comprueba quién es usted en su propia página. Toma unos \
           dos minutos, una vez.",
    what: "Qué pasa allí",
    steps: [
        ("Fotografíe su identificación", "Pasaporte, licencia de conducir o tarjeta de identidad"),
        ("Tómese un selfie", "Con su cámara, o en su celular"),
        ("Vuelva aquí", "Compramos lo que está reservado para usted en cuanto su identidad esté verificada"),
    ],
    go: "Continuar a Persona",
    comes_back: "Sus fotos van solo a Persona; nunca pasan por nosotros.",
    without_text: "La página de Persona pide un selfie y no sigue sin él. Si prefiere no tomárselo, alguien de PlusOne \
                   le escribe y mira su identificación de otra manera. Puede tomar días; mientras tanto, lo que está \
                   reservado para usted sigue reservado y su tiempo no corre.",
    referred: "Usted sigue sin selfie, así que a Persona no le llega nada más: alguien de PlusOne le escribe y mira su \
               identificación de otra manera. Puede tomar días. Lo que está reservado para usted sigue reservado, y se \
               compra automáticamente cuando su identidad esté verificada.",
    away: "Termine en Persona",
    away_lead: "Persona espera su identificación y su selfie. Puede seguir donde se quedó.",
    go_on: "Seguir en Persona",
    done: "¿Ya terminó allí? No hay que oprimir nada: el resultado aparece aquí en unos segundos.",
};
