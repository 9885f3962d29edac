// The words of the page, in the language of the browser.

import { written } from "./labels-of-writing.js";

const words = {
  en: {
    skip: "To the pages", strip: "Small pages", tools: "Tools", going: "Turning pages", previous: "Back", next: "On",
    page: "Page", of: "of {0}", zooming: "Size", smaller: "Smaller", larger: "Larger", fit: "Fit", view: "Shown",
    inks: "Inks", overlays: "Overlays", trim: "Trim and bleed", safe: "Safe area", columns: "Columns",
    grid: "Grid", search: "Search the text", hits: "{0} of {1}", nothing: "not found", pages: "Pages",
    book: "The book", findings: "Findings", place: "Where this is written", copy: "Copy", copied: "Copied",
    pageName: "Page {0}", sheetName: "Sheet side {0}", bookView: "The book", screen: "{0}: for screens", print: "{0}: for the printer",
    booklet: "{0}: sheets to fold", proof: "As printed ({0})", colours: "As laid out", plate: "Plate: {0}",
    error: "error", warning: "warning", toPage: "Page {0}", none: "Nothing to remark.", broken:
    "These are the last good pages: there are errors in the files.", stale: "This target is as it was before the last change.",
    never: "There are no pages yet: there are errors in the files.", starting: "The book is being laid out.",
    gone: "The program does not answer: start it again, and open its new address.", some: "{0} findings", one: "1 finding", zero: "No findings",
    changed: "Page {0} changed", changes: "{0} pages changed", busy: "checking…", opened: "Opened in the editor: {0}",
    unopened: "Not opened: {0}", where: "Written at {0}", again: "The pages are up to date again.",
  },
  nl: {
    skip: "Naar de pagina’s", strip: "Kleine pagina’s", tools: "Gereedschap", going: "Bladeren", previous: "Terug",
    next: "Verder", page: "Pagina", of: "van {0}", zooming: "Grootte", smaller: "Kleiner", larger: "Groter",
    fit: "Passend", view: "Getoond", inks: "Inkten", overlays: "Hulplijnen", trim: "Snede en afloop",
    safe: "Veilig gebied", columns: "Kolommen", grid: "Raster", search: "Zoek in de tekst", hits: "{0} van {1}",
    nothing: "niet gevonden", pages: "Pagina’s", book: "Het boek", findings: "Bevindingen",
    place: "Waar dit geschreven staat", copy: "Kopieer", copied: "Gekopieerd", pageName: "Pagina {0}",
    sheetName: "Velzijde {0}", bookView: "Het boek", screen: "{0}: voor schermen", print: "{0}: voor de drukker", booklet: "{0}: vellen om te vouwen",
    proof: "Zoals gedrukt ({0})", colours: "Zoals opgemaakt", plate: "Plaat: {0}", error: "fout", warning: "waarschuwing",
    toPage: "Pagina {0}", none: "Niets op te merken.", broken: "Dit zijn de laatste goede pagina’s: er staan fouten in de bestanden.",
    stale: "Dit doel is zoals het was voor de laatste wijziging.", never: "Er zijn nog geen pagina’s: er staan fouten in de bestanden.",
    starting: "Het boek wordt opgemaakt.", gone: "Het programma antwoordt niet: start het opnieuw, en open het nieuwe adres.",
    some: "{0} bevindingen", one: "1 bevinding", zero: "Geen bevindingen", changed: "Pagina {0} is gewijzigd",
    changes: "{0} pagina’s zijn gewijzigd", busy: "controleert…", opened: "Geopend in de editor: {0}",
    unopened: "Niet geopend: {0}", where: "Geschreven in {0}", again: "De pagina’s zijn weer bij.",
  },
  fr: {
    skip: "Aller aux pages", strip: "Petites pages", tools: "Outils", going: "Tourner les pages", previous: "Reculer",
    next: "Avancer", page: "Page", of: "sur {0}", zooming: "Taille", smaller: "Plus petit", larger: "Plus grand",
    fit: "Ajuster", view: "Affichage", inks: "Encres", overlays: "Repères", trim: "Coupe et fond perdu",
    safe: "Zone de sécurité", columns: "Colonnes", grid: "Grille", search: "Chercher dans le texte",
    hits: "{0} sur {1}", nothing: "introuvable", pages: "Pages", book: "Le livre", findings: "Remarques",
    place: "Où cela est écrit", copy: "Copier", copied: "Copié", pageName: "Page {0}", sheetName: "Face {0}", bookView: "Le livre", screen: "{0} : pour écrans",
    print: "{0} : pour l’imprimeur", booklet: "{0} : feuilles à plier", proof: "Comme imprimé ({0})",
    colours: "Comme composé", plate: "Plaque : {0}", error: "erreur", warning: "avertissement", toPage: "Page {0}",
    none: "Rien à signaler.", broken: "Ce sont les dernières bonnes pages : il y a des erreurs dans les fichiers.",
    stale: "Cette sortie date d’avant la dernière modification.", never: "Pas encore de pages : il y a des erreurs dans les fichiers.",
    starting: "Le livre est en cours de composition.", gone: "Le programme ne répond pas : relancez-le et ouvrez sa nouvelle adresse.",
    some: "{0} remarques", one: "1 remarque", zero: "Aucune remarque", changed: "La page {0} a changé",
    changes: "{0} pages ont changé", busy: "vérification…", opened: "Ouvert dans l’éditeur : {0}",
    unopened: "Pas ouvert : {0}", where: "Écrit dans {0}", again: "Les pages sont de nouveau à jour.",
  },
  de: {
    skip: "Zu den Seiten", strip: "Kleine Seiten", tools: "Werkzeuge", going: "Blättern", previous: "Zurück",
    next: "Weiter", page: "Seite", of: "von {0}", zooming: "Größe", smaller: "Kleiner", larger: "Größer",
    fit: "Einpassen", view: "Ansicht", inks: "Farben", overlays: "Hilfslinien", trim: "Beschnitt und Anschnitt",
    safe: "Sicherer Bereich", columns: "Spalten", grid: "Raster", search: "Im Text suchen", hits: "{0} von {1}",
    nothing: "nicht gefunden", pages: "Seiten", book: "Das Buch", findings: "Befunde",
    place: "Wo das geschrieben steht", copy: "Kopieren", copied: "Kopiert", pageName: "Seite {0}", sheetName: "Bogenseite {0}", bookView: "Das Buch",
    screen: "{0}: für Bildschirme", print: "{0}: für die Druckerei", booklet: "{0}: Bögen zum Falten",
    proof: "Wie gedruckt ({0})", colours: "Wie gesetzt", plate: "Platte: {0}", error: "Fehler", warning: "Warnung",
    toPage: "Seite {0}", none: "Nichts zu bemerken.", broken: "Dies sind die letzten guten Seiten: In den Dateien sind Fehler.",
    stale: "Diese Ausgabe ist, wie sie vor der letzten Änderung war.", never: "Es gibt noch keine Seiten: In den Dateien sind Fehler.",
    starting: "Das Buch wird gesetzt.", gone: "Das Programm antwortet nicht: Starten Sie es neu, und öffnen Sie seine neue Adresse.",
    some: "{0} Befunde", one: "1 Befund", zero: "Keine Befunde", changed: "Seite {0} hat sich geändert",
    changes: "{0} Seiten haben sich geändert", busy: "prüft…", opened: "Im Editor geöffnet: {0}",
    unopened: "Nicht geöffnet: {0}", where: "Geschrieben in {0}", again: "Die Seiten sind wieder aktuell.",
  },
};

const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
export const language = wanted.find((tag) => tag in words) ?? "en";

/** A word, with what belongs in its gaps. */
export function word(key, ...parts) {
  return (words[language][key] ?? written[language][key]).replace(/\{(\d)\}/g, (_, index) => parts[index]);
}

/** How many findings, in words. */
export function count(number) {
  return number === 0 ? word("zero") : number === 1 ? word("one") : word("some", number);
}

/** Puts the words into the page. */
export function label() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-label]")) element.textContent = word(element.dataset.label);
  for (const element of document.querySelectorAll("[data-name]")) {
    element.setAttribute("aria-label", word(element.dataset.name));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.name);
  }
  document.getElementById("wanted").placeholder = word("search");
}
