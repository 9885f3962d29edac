"""Makes word.docx: what python-docx writes with Word's own template."""

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm


def linked(paragraph, words, address):
    """Adds a link, which python-docx only reads."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


document = docx.Document()
document.core_properties.title = "Eigenschap"
document.add_heading("Verslag van een atelier", 0)
document.add_heading("Wat we zagen", 1)
paragraph = document.add_paragraph("Gewone tekst, ")
paragraph.add_run("vette tekst").bold = True
paragraph.add_run(", ")
paragraph.add_run("schuine tekst").italic = True
paragraph.add_run(" en ")
both = paragraph.add_run("allebei")
both.bold = both.italic = True
paragraph.add_run(". H")
paragraph.add_run("2").font.subscript = True
paragraph.add_run("O en een ")
linked(paragraph, "verwijzing", "https://example.org/verslag")
document.add_comment(paragraph.runs[0], text="Wie schreef dit?", author="Dirk", initials="D")
document.add_paragraph("Eerste punt", style="List Bullet")
document.add_paragraph("Dieper punt", style="List Bullet 2")
document.add_paragraph("Tweede punt", style="List Bullet")
document.add_paragraph("Stap een", style="List Number")
document.add_paragraph("Stap twee", style="List Number")
document.add_heading("Cijfers", 2)
table = document.add_table(rows=3, cols=3, style="Table Grid")
for row, words in enumerate([["Straat", "Bomen", "Banken"], ["Noord", "12", "3"], ["Zuid", "7", "1"]]):
    for column, word in enumerate(words):
        table.cell(row, column).text = word
document.add_paragraph("Tabel 1: geteld op een ochtend", style="Caption")
merged = document.add_table(rows=2, cols=2)
merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Over beide kolommen"
merged.cell(1, 0).text = "Links"
merged.cell(1, 1).text = "Rechts"
document.add_paragraph("Het moet vooral eenvoudig blijven.", style="Quote")
document.add_picture("dot.png", width=Mm(40))
document.add_paragraph("Figuur 1: een rood vlak", style="Caption")
last = document.add_paragraph("Voor het einde")
last.add_run().add_break(WD_BREAK.LINE)
last.add_run("van de regel.")
document.save("word.docx")
