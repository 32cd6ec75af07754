"""Builds the Word and PDF documents of the corpus.

Word: python-docx, with raw XML for tracked changes and the text box.
PDF: Chromium prints sources/*.html, with a running header and page numbers.

    python build.py          # both
    python build.py docx     # Word only
    python build.py pdf      # PDF only

All trusts, places and people are invented.
"""

import datetime
import pathlib
import sys
from collections.abc import Sequence
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
WHEN = datetime.datetime(2026, 11, 20, 9, 0, 0)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# ---------------------------------------------------------------- Word helpers
def new(header: str = "", footer: str = "") -> Any:
    from docx import Document

    doc = Document()
    props = doc.core_properties
    props.author, props.created, props.modified = "Recruitment", WHEN, WHEN
    if header:
        doc.sections[0].header.paragraphs[0].text = header
    if footer:
        doc.sections[0].footer.paragraphs[0].text = footer
    return doc


def bold(doc: Any, text: str) -> None:
    """A heading as most HR templates make it: a paragraph in bold."""
    doc.add_paragraph().add_run(text).bold = True


def paras(doc: Any, *texts: str) -> None:
    for text in texts:
        doc.add_paragraph(text)


def bullets(doc: Any, *texts: str, style: str = "List Bullet") -> None:
    for text in texts:
        doc.add_paragraph(text, style=style)


def form(where: Any, rows: Sequence[tuple[str, str]]) -> Any:
    """A table of labels and values."""
    table = where.add_table(rows=0, cols=2)
    if hasattr(where, "sections"):
        table.style = "Table Grid"
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = value
    return table


def fill(cell: Any, items: Sequence[str], style: str = "List Bullet") -> None:
    """A list inside a table cell."""
    if isinstance(items, str):
        cell.text = items
        return
    for i, item in enumerate(items):
        par = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        par.style = style
        par.text = item


def grid(doc: Any, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    table = doc.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row):
            fill(cell, text)
    return table


def change(par: Any, kind: str, text: str, number: int) -> None:
    """A tracked insertion (ins) or deletion (del) at the end of a paragraph."""
    from docx.oxml import parse_xml

    tag = "w:t" if kind == "ins" else "w:delText"
    par._p.append(
        parse_xml(
            f'<w:{kind} {W} w:id="{number}" w:author="HR Business Partner" w:date="2026-11-02T10:00:00Z">'
            f'<w:r><{tag} xml:space="preserve">{text}</{tag}></w:r></w:{kind}>'
        )
    )


def text_box(par: Any, lines: Sequence[str]) -> None:
    """A floating text box (VML, which old HR templates still carry)."""
    from docx.oxml import parse_xml

    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    par._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            '<v:shape id="box1" type="#_x0000_t202" style="position:absolute;width:180pt;height:150pt">'
            f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


# ------------------------------------------------------------------- documents
def d01() -> Any:
    doc = new(
        "Marram Coast NHS Foundation Trust", "Job description: Chief Digital and Information Officer. November 2026"
    )
    doc.add_heading("Job description and person specification", 0)
    table = form(
        doc,
        [
            ("Job title", "Chief Digital and Information Officer"),
            ("Responsible to", "Chief Executive"),
            ("Pay", "£127,500 to £138,000, very senior manager framework"),
            ("Working pattern", "Full time or part time. You can work from home for part of each week"),
            ("Board status", "Non-voting executive director"),
            ("Team", ""),
        ],
    )
    cell = table.rows[-1].cells[1]
    inner = cell.add_table(rows=0, cols=2)
    for name, staff in [
        ("Product and delivery", "38"),
        ("Data and insight", "29"),
        ("Live services and security", "61"),
        ("Health records", "44"),
        ("Clinical safety", "5"),
    ]:
        cells = inner.add_row().cells
        cells[0].text, cells[1].text = name, staff
    bold(doc, "Why this job matters")
    paras(
        doc,
        "Along our sixty miles of coast the bus runs twice a day. A good digital service can save a patient a lost day’s "
        "pay, and a bad one can cost a life. The job of the CDIO is to see that ours are good: safe for patients, quick for staff and open to "
        "everyone, online or not.",
    )
    bold(doc, "What you will lead")
    paras(
        doc,
        "You are responsible for digital products and delivery, data, clinical systems, cyber security, live services, "
        "health records and information governance. The 177 staff are employed by the Trust; wide area networking and "
        "printing are bought in.",
        "The Trust’s clinical record, TideRecord, is in use in all our hospitals. Community teams join it in 2027. "
        "There is no machine room: everything runs with hosting suppliers or as a service, and that is where the Board wants it to stay.",
        "A digital strategy was agreed by the Board in 2024. You will carry it through and bring forward its successor.",
    )
    bold(doc, "What you will do")
    bullets(
        doc,
        "Agree with the Director of Improvement, every quarter, the short list of changes that matter most, and put joint teams behind them.",
        "Make sure that each team knows its users: who they are, what they are trying to do and what gets in their way.",
        "Ask for working software early; fund a little at a time; end what is not proving its worth.",
        "Answer to the Board for cyber, clinical safety and data quality, and bring it bad news first.",
        "Publish plans and post-mortems so that anyone can read them, and let other trusts take our code.",
        "Speak for the Trust: in print, on platforms and in the professional community.",
        "Work with the four other trusts and the ICB on the shared integration engine and on one approach to identity.",
        "Take part, with the other directors, in the Gold on-call rota.",
        style="List Number",
    )
    bold(doc, "How you will be supported")
    paras(
        doc,
        "You and the Chief Executive meet every Tuesday. You will have a coach, a peer group of CDIOs across the region, and a "
        "non-executive director with a special interest in digital.",
    )
    bold(doc, "Leadership competencies")
    paras(
        doc,
        "We will assess you against the NHS leadership competency framework for board members, and the three domains that matter most for "
        "this post are setting strategy and long-term transformation, robust governance and assurance, and a compassionate, "
        "just and positive culture.",
    )
    bold(doc, "Person specification")
    grid(
        doc,
        ["", "Essential", "Desirable"],
        [
            [
                "Track record",
                [
                    "Leader of digital, data or technology in a large organisation, public or private",
                    "Services improved with the help of user research",
                    "Responsibility for systems that must not fail",
                ],
                ["A spell in health, care or local government", "A large system replaced"],
            ],
            [
                "Know-how",
                [
                    "Modern delivery, architecture and security, enough to ask good questions",
                    "Public money and how to account for it",
                ],
                ["Clinical risk management standards"],
            ],
            ["Learning", ["A degree, or experience that has taught you as much"], ["Chartered status"]],
            ["Character", ["Kind, straight and curious", "Able to meet the Fit and Proper Person Test"], ""],
        ],
    )
    bold(doc, "General conditions")
    paras(
        doc,
        "An enhanced DBS check is needed. The Trust’s policies on infection prevention and control, safeguarding, equality, "
        "confidentiality and health and safety apply to you as to everybody. We are a Disability Confident Leader and "
        "hold the Employer Recognition Scheme Gold Award.",
    )
    return doc


def d02() -> Any:
    doc = new("NORTHMERE AND VALE HOSPITALS NHS TRUST", "Uncontrolled when printed. Page 1 of 6")
    bold(doc, "JOB DESCRIPTION")
    form(
        doc,
        [
            ("Job Title:", "Director of IM&T"),
            ("Band:", "8d (indicative)"),
            ("Reports to:", "Chief Finance Officer"),
            ("Accountable to:", "Chief Finance Officer"),
            ("Responsible for:", "IM&T Department (64 WTE), Informatics Training Team"),
        ],
    )
    bold(doc, "JOB PURPOSE")
    paras(
        doc,
        "To be responsible for the strategic and operational management of the IM&T Department and for the implementation of "
        "the Trust’s IM&T Strategy, ensuring the availability of the Trust’s networks and systems.",
    )
    bold(doc, "MAIN DUTIES")
    bullets(
        doc,
        "To manage and develop the Trust’s voice and data networks.",
        "To manage the procurement and replacement of hardware, including end of life servers.",
        "To ensure that the Service Desk meets its targets.",
        "To control software licences and to keep an asset register.",
        "To oversee the submission of all statutory and contractual returns.",
        "To provide a systems administration function for PAS, order communications and PACS.",
        "To maintain the Trust’s compliance with cyber security alerts.",
    )
    par = doc.add_paragraph("To ensure that projects are ", style="List Bullet")
    change(par, "del", "managed under PRINCE2 with exception reports to the Informatics Programme Board", 101)
    change(par, "ins", "planned, resourced and reported to the Programme Board each month", 102)
    par.add_run(".")
    bullets(
        doc,
        "To take part in the Department’s on-call arrangements, one week in five.",
        "To work in an agile way, with use of hot desks at each site.",
    )
    bold(doc, "COMMUNICATIONS AND RELATIONSHIPS")
    par = doc.add_paragraph("The post holder ")
    change(par, "del", "is a voting member of the Trust Board and ", 103)
    par.add_run(
        "communicates highly complex information to executives, clinicians, suppliers and the Integrated Care Board. They "
        "will be expected to be open, honest and transparent with patients when things go wrong."
    )
    bold(doc, "PERSON SPECIFICATION")
    grid(
        doc,
        ["REQUIREMENTS", "ESSENTIAL", "DESIRABLE"],
        [
            [
                "Education",
                ["Degree in computing", "Master’s degree", "ITIL Service Manager"],
                ["Project management training"],
            ],
            [
                "Experience",
                [
                    "At least 7 years’ IM&T management experience in the NHS",
                    "Management of a large IM&T team",
                    "Experience of running data centres",
                ],
                ["Experience of an EPR or EPMA implementation"],
            ],
            [
                "Knowledge",
                ["Thorough knowledge of networks, storage and Windows", "NHS information standards"],
                ["Office 365 and cloud hosting"],
            ],
            ["Skills", ["Report wri\u00adting", "Man management"], ["Public speaking"]],
        ],
    )
    bold(doc, "GENERAL")
    paras(
        doc,
        "HEALTH AND SAFETY. Employees must be aware of their responsibilities under the 1974 Act.",
        "INFECTION CONTROL. Employees must follow the hand hygiene policy.",
        "EQUAL OPPORTUNITIES. It is the aim of the Trust to make sure that no job applicant or employee receives less "
        "favourable treatment where this cannot be shown to be justified.",
        "SMOKING. Smoking is not allowed anywhere on the premises of Tolland Vale NHS Trust or in its vehicles.",
        "REVIEW. This job description will be reviewed every year in the appraisal. It is agreed by the post holder and the line manager.",
    )
    return doc


def d03() -> Any:
    doc = new("Eastwold Hospitals NHS Foundation Trust", "EH/PS/0412 v1.1")
    bold(doc, "PERSON SPECIFICATION")
    form(
        doc,
        [
            ("Post", "Chief Information Officer"),
            ("Reporting to", "Chief Executive"),
            ("Grade", "VSM"),
            ("Board of Directors", "Member"),
        ],
    )
    paras(
        doc,
        "Informatics is changing fast and the person we appoint will have changed with it. Below is what we will look for. Where you "
        "can’t tick a box, say what you’d bring in its place.",
    )
    grid(
        doc,
        ["Heading", "Criterion", "Essential", "Desirable"],
        [
            ["Qualifications", "Master’s level qualification or equivalent demonstrable experience", "✓", ""],
            ["", "Recognised informatics qualification", "", "✓"],
            ["", "Registered practitioner in PRINCE2, MSP or Better Business Cases", "", "✓"],
            ["Experience", "Six years in a leadership post in information, technology or digital", "✓", ""],
            ["", "Direct experience of health services, as a leader, supplier or clinician", "✓", ""],
            ["", "Delivery of a trust-wide electronic patient record", "", "✓"],
            ["", "Restructuring a team without losing its goodwill", "✓", ""],
            ["", "Setting and living within budgets", "✓", ""],
            ["", "Making the case for change to clinicians", "✓", ""],
            ["Knowledge", "Migration from on-premises to cloud platforms", "✓", ""],
            ["", "Agile, waterfall and hybrid delivery methods and where each fits", "✓", ""],
            ["", "Open-source technologies", "", "✓"],
            ["", "Statutory duties of a SIRO", "✓", ""],
            ["Skills", "Builds alliances with organisations that have other priorities", "✓", ""],
            ["", "Confident speaker to staff and governors", "✓", ""],
            ["", "Understands the needs of patients, carers and communities", "✓", ""],
            ["Other", "Flexible about hours and place of work", "✓", ""],
            ["", "Compliance with fit and proper persons regulation", "✓", ""],
        ],
    )
    paras(
        doc,
        "",
        "Panel use only. Weighting agreed by: Chair of panel ____________   Date ____________",
        "Eastwold is an inclusive employer. We use the Disability Confident scheme. Please tell us of any adjustment you need "
        "at interview. A candidate whose first language is not English should be able to show the level of fluency the post needs.",
    )
    return doc


def d04() -> Any:
    doc = new("Harrowmoor | Candidate pack | Chief Digital and Information Officer", "Page 1")
    doc.add_heading("Chief Digital and Information Officer", 0)
    paras(doc, "Harrowmoor Hospitals NHS Foundation Trust")
    par = doc.add_paragraph()
    text_box(
        par,
        [
            "At a glance",
            "Salary: £148,000 to £162,000",
            "Closes: 20 January 2027",
            "Panels: 8 and 9 February 2027",
            "Working: hybrid, job share considered",
            "On call: you join the Gold on-call rota, one week in ten",
        ],
    )
    doc.add_heading("A letter from the Chief Executive", 1)
    paras(
        doc,
        "Dear reader",
        "Last month I spent a night on our acute medical unit. I watched a very good junior doctor open five systems to prescribe one "
        "antibiotic. She apologised to the patient for the delay. I felt that the apology was mine to make.",
        "We have spent well on technology in the last four years, and most of it works. But we bought it as equipment, and not as a way of "
        "changing how care feels. The board has now agreed a strategy that begins at the other end, with the nurse, the "
        "patient and the porter, and asks what would make their day simpler.",
        "I need a colleague who will lead that work, who will be at my side when we choose what to do and what not to, and who will tell me when I am "
        "wrong. We shall meet each week, and my door is next to yours.",
        "With my best wishes",
        "Tobiah Greenhalgh-Ntini",
        "Chief Executive",
    )
    doc.add_heading("Harrowmoor in two minutes", 1)
    paras(
        doc,
        "Two acute hospitals, one stroke unit, 9,300 people and a county of 640,000. Turnover of £780m. We are part of a provider "
        "collaborative of five trusts. One trust hosts pathology for all of us, another is buying the imaging archive we will share, and Harrowmoor leads "
        "on digital identity.",
        "Our values are Warmth, Candour and Effort. Over 70 years of the NHS are on display in our museum corridor; please go and look at the 1961 switchboard.",
    )
    doc.add_heading("The job", 1)
    form(
        doc,
        [
            ("Reports to", "Chief Executive"),
            ("Board", "Voting executive director"),
            ("Budget", "£23m revenue, £9m capital"),
            ("Staff", "210, all employed by the trust. Specialist network engineering is under contract to a supplier"),
        ],
    )
    doc.add_heading("What it is for", 2)
    paras(
        doc,
        "To make it simpler to give and to receive care at Harrowmoor, by means of digital services, good data and better habits.",
    )
    doc.add_heading("What you answer for", 2)
    bullets(
        doc,
        "Product and delivery teams",
        "Data and analytics",
        "Cyber security and resilience",
        "Clinical systems, among them the electronic health record, live in all areas but maternity and critical care",
        "Technology operations",
        "Health records",
        "The Transformation Office, which becomes part of your portfolio",
    )
    doc.add_heading("What we would like you to do", 2)
    bullets(
        doc,
        "Turn the strategy into a small number of things that patients will notice, and report progress in public.",
        "Keep discovery going all year round: interviews, ward visits, diary studies, prototypes in the hands of real staff.",
        "Let teams ship when they are ready, and back them when they stop.",
        "Complete the move from our two machine rooms to public cloud by 2028, as the board has agreed.",
        "Keep our notes, standards and code where the rest of the service can find and use them.",
        "Carry on Harrowmoor’s habit of writing and speaking outside its walls; our director blog has 3,000 readers.",
        "Give the Audit and Risk Committee a clear sight of digital risk.",
        "Close gaps: between wards with good kit and without, between people who are online and those who are not.",
        "Grow your people, and be fair with them.",
        style="List Number",
    )
    doc.add_heading("Who you are", 1)
    bold(doc, "Essential")
    bullets(
        doc,
        "You have led digital, data or technology in an organisation with more than 2,000 staff",
        "You have made services better alongside the people who use them",
        "You know how to get results from small, empowered, iterative teams",
        "You have been accountable for something on which lives or livelihoods depend",
        "You make people braver",
        "You satisfy the Fit and Proper Person Test Framework",
    )
    bold(doc, "Desirable")
    bullets(doc, "You have worked in or alongside a hospital", "You have been a board member or trustee")
    paras(
        doc,
        "It does not matter to us whether you come from the health service, the high street or the navy. We ask for no particular certificate.",
    )
    doc.add_heading("How to apply", 1)
    paras(
        doc,
        "Write us two pages, in your own words, about something you changed. Send it with a CV to our search partner, Peverell Search, by "
        "20 January 2027. If you need information in another format, or an adjustment at any stage, tell us.",
        "We guarantee an interview to disabled people who meet the essential points. Checks include references, right to work, occupational "
        "health and an enhanced DBS. Policies on safeguarding, infection prevention and control and information governance apply to this and every post.",
    )
    return doc


def d05() -> Any:
    doc = new("Quillhaven Hospitals NHS Foundation Trust", "Page 2 of 4")
    bold(doc, "Job description")
    outer = doc.add_table(rows=1, cols=2)
    outer.style = "Table Grid"
    outer.rows[0].cells[0].text = "Post details"
    form(
        outer.rows[0].cells[1],
        [
            ("Title", "Associate Director of Digital Transformation"),
            ("Band", "8d"),
            ("Hours", "37.5, or fewer by agreement"),
            ("Line manager", "Chief Digital and Information Officer"),
            ("Manages", "Four programme leads; the benefits team"),
        ],
    )
    bold(doc, "Purpose")
    paras(
        doc,
        "The Associate Director leads the programmes which put the Trust’s digital strategy into practice. They make sure "
        "that technology changes how care is given, so that patients wait less and staff spend their time where it counts.",
    )
    bold(doc, "Responsibilities")
    bullets(
        doc,
        "Lead a portfolio of around twelve programmes, including digital outpatients, e-consent and the community app.",
        "Together with the Improvement Team, redesign pathways before any software is bought.",
        "Plan the roll-out of bedside observations in the electronic patient record.",
        "Choose the right delivery approach for each programme: agile for products, staged for estates and cabling.",
        "Carry out engagement with clinical staff and patient groups.",
        "Track benefits and report to the Digital Programme Board.",
        "Manage a programme budget of £3.8m.",
        "Act up for the CDIO in their absence, save at the Board of Directors.",
        "Share learning at team meetings and on the staff intranet blog.",
        "Work with the imaging archive partnership which we run with two other trusts.",
    )
    bold(doc, "Not part of the job")
    paras(doc, "There is no requirement to be on call. PRINCE2 is not required and will not be scored.")
    bold(doc, "Person specification")
    paras(doc, "The following are essential:")
    bullets(
        doc,
        "A degree or the equivalent in experience",
        "Three years or more of leading programmes of change",
        "Experience of change in a clinical setting in the NHS",
        "Skilled at managing risk, dependencies and people’s patience",
        "Able to write a business case that a busy director can follow",
    )
    paras(
        doc,
        "It is desirable that you have worked with an EPR supplier. It is desirable that you have trained others in improvement methods. It is "
        "desirable that you hold a change management qualification.",
    )
    bold(doc, "Our promises")
    paras(
        doc,
        "Agenda for Change terms and conditions, including the NHS Pension Scheme. Hybrid working, flexi-time and job shares are all in use in the directorate. "
        "We want to hear from applicants of every background, and are a Disability Confident Leader.",
        "Like all colleagues you’ll keep to policies on infection prevention and control, on safeguarding, on confidentiality and on health and safety. "
        "This post needs a standard DBS check.",
    )
    return doc


def d06() -> Any:
    doc = new("Northmere and Vale Hospitals NHS Trust")
    doc.add_heading("Chief Nurse and Director of Infection Prevention and Control", 1)
    paras(
        doc,
        "VSM | Competitive salary | Full time | Northmere Infirmary",
        "Closing date: 15 January 2027. Interviews and stakeholder sessions: 4 February 2027.",
    )
    bold(doc, "About the role")
    paras(
        doc,
        "Our Chief Nurse is retiring after nine years in post and we are searching for somebody special to follow her. As an executive director and "
        "voting member of the Trust Board you will give professional leadership to 3,100 nurses, midwives and allied health professionals, "
        "and make sure that the voice of patients is heard from ward to board.",
        "You will report to the Chief Executive. You will be the Trust’s Director of Infection Prevention and Control, the executive lead for safeguarding "
        "and for patient experience, and joint lead, with the Medical Director, for quality. You will take part in the executive on-call rota.",
    )
    bold(doc, "What you will bring")
    bullets(
        doc,
        "Current registration with the Nursing and Midwifery Council",
        "A Master’s degree or equivalent experience",
        "Considerable experience at deputy chief nurse level or above in an acute NHS trust",
        "A record of improving quality and safety, for which you were accountable to a board",
        "An approach that is compassionate and inclusive, and that gives people the confidence to speak up",
    )
    paras(
        doc,
        "All of these are essential. Knowledge of our electronic patient record is not needed: you’ll be taught. It would be helpful "
        "if you knew your way round the regional nursing network. You should be ready to work with partners across the integrated care system, including the "
        "integrated care board, on workforce, and to take an agile view of rotas and staffing.",
    )
    bold(doc, "About us")
    paras(
        doc,
        "We run two hospitals for half a million people. This year we won the Gold Award for nurse education at the county health "
        "awards. The Trust is committed to flexible working at every level. Our nurses’ blog, Night Shift, is read "
        "by colleagues all over the Trust.",
        "We are committed to equality of opportunity and welcome applications from groups which are under-represented at the top of our organisation. "
        "The post is subject to an enhanced DBS disclosure and to the Fit and Proper Persons requirements. For a confidential discussion "
        "please ring Cressida Abara in the Chief Executive’s office.",
    )
    return doc


DOCX = {
    "01-jd-cdio-marram": d01,
    "02-jd-director-imt-northmere": d02,
    "03-ps-cio-eastwold": d03,
    "04-pack-cdio-harrowmoor": d04,
    "05-jd-ad-transformation-quillhaven": d05,
    "06-advert-chief-nurse-northmere": d06,
}

# running header of each PDF (empty: none)
PDF = {
    "07-pack-cio-saltreach": "Saltreach and the Sounds NHS Foundation Trust - Chief Information Officer - Candidate pack",
    "08-jd-head-bi-corbeck": "Corbeck and District Community Health NHS Trust",
    "09-pack-cdio-eastwold-mh": "Chief Digital and Information Officer | Eastwold Mental Health",
    "10-jd-deputy-cio-sallowbay": "Sallow Bay Acute NHS Trust | Informatics Directorate",
    "11-advert-cio-dunmere": "",
    "12-ps-cio-brackwater": "Brackwater Care NHS Trust - HR Form 12",
}


def build_docx() -> None:
    for name, make in DOCX.items():
        make().save(HERE / f"{name}.docx")


def build_pdf() -> None:
    from playwright.sync_api import sync_playwright

    style = "font-size:8px;width:100%;margin:0 18mm;display:flex;justify-content:space-between"
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name, header in PDF.items():
            page.goto((HERE / "sources" / f"{name}.html").as_uri())
            page.pdf(
                path=str(HERE / f"{name}.pdf"),
                format="A4",
                display_header_footer=True,
                header_template=f'<div style="{style}"><span>{header}</span></div>',
                footer_template=f'<div style="{style}"><span></span><span>Page <span class="pageNumber"></span> of '
                '<span class="totalPages"></span></span></div>',
                margin={"top": "22mm", "bottom": "20mm", "left": "20mm", "right": "20mm"},
            )
        browser.close()


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["docx", "pdf"]
    if "docx" in wanted:
        build_docx()
    if "pdf" in wanted:
        build_pdf()
