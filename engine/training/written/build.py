#!/usr/bin/env python3
"""Turns the terse notation in notation/*.txt into forms/*.json and gold.csv, and checks both. Standard library only.

    python3 build.py           write forms/ and gold.csv
    python3 build.py --check   fail if they are not what the notation says, or a label is wrong
    python3 build.py --gaps    elements of the catalogue that no form attests, shared or written
    --in FOLDER                another folder with notation/ in it, such as ../statistics/development

Notation (README.md explains it with an example):
    === w001-slug | title | issuer | domain | kind | layout
    rows 年龄段: 60-69 [person_age 60..69] | 70-79 [person_age 70..79]
    序号; 户主姓名; 家庭成员@member{ 姓名; 性别; 残疾类别=disability_type }; 金额（元）=relief_amount
A column is HEADER[=LABEL[@ROLE]]; columns end with ; or at the line's end. LABEL is an element id, - (serial, remark, signature),
? or ?name (not in the catalogue) or an expression. Without a label the header must be in defaults.csv. UPPER[@ROLE]{ ... } is a
merged upper header; its role goes to the personal elements below it, and person_name@guardian becomes guardian_name.
What stands in [ ] after a row stub is the condition that "row" means in the expressions of the columns, or, where a column is
cell(row), the whole expression of that row's number.
"""
import csv, glob, io, json, os, re, sys

WRITTEN = os.path.dirname(os.path.abspath(__file__))
HERE = os.path.abspath(sys.argv[sys.argv.index("--in") + 1]) if "--in" in sys.argv else WRITTEN
TRAINING = os.path.dirname(WRITTEN)
CATALOGUE = os.path.join(TRAINING, "..", "src", "main", "resources", "catalog", "elements.csv")
KINDS = ("ledger", "roster", "statistics", "single-record")
GOLD_HEADER = ["form_id", "column", "element", "header", "path", "element_full", "role", "class"]

ADDRESSES = ("person_home_address", "person_residence_address", "person_hukou_address")
TWIN_PREFIX = {  # role -> (prefix, personal attributes that have an element of their own)
    "head": ("head", {"person_name": "name", "person_id_no": "id_no", "person_phone": "phone", "person_sex": "sex", "person_age": "age"}),
    "guardian": ("guardian", {"person_name": "name", "person_id_no": "id_no", "person_phone": "phone", "person_home_address": "address"}),
    "father": ("father", {"person_name": "name", "person_birth_date": "birth_date", "person_id_no": "id_no", "person_phone": "phone", "person_migrant_place": "work_place"}),
    "mother": ("mother", {"person_name": "name", "person_birth_date": "birth_date", "person_id_no": "id_no", "person_phone": "phone", "person_migrant_place": "work_place"}),
    "helper": ("helper", {"person_name": "name", "person_phone": "phone", "person_employer": "unit"}),
    "principal": ("org_principal", {"person_name": "name", "person_phone": "phone", "person_id_no": "id_no"}),
    "legal_rep": ("org_legal_rep", {"person_name": "name", "person_phone": "phone"}),
    "org_contact": ("org_contact", {"person_name": "name", "person_phone": "phone"}),
    "complainant": ("complainant", {"person_name": "name", "person_sex": "sex", "person_phone": "phone", "person_home_address": "address"}),
    "owner": ("owner", {"person_name": "name", "person_id_no": "id_no", "person_phone": "phone"}),
    "occupant": ("occupant", {"person_name": "name", "person_phone": "phone"}),
    "grid_worker": ("grid_worker", {"person_name": "name", "person_phone": "phone", "person_post": "post"}),
    "instructor": ("party_guide", {"person_name": "name", "person_phone": "phone"}),
    "visitee": ("visitee", {"person_name": "name"}),
}
# related people whose own elements carry no role in the gold
PLAIN = {
    "landlord": {"person_name": "landlord_name"},
    "building_leader": {"person_name": "building_leader", "person_phone": "building_leader_phone"},
    "secretary": {"person_name": "party_secretary_name", "person_phone": "party_secretary_phone"},
    "place_manager": {"person_name": "place_manager_name", "person_phone": "place_manager_phone"},
    "monitor": {"person_name": "hazard_monitor_name", "person_phone": "hazard_monitor_phone"},
    "beneficiary": {"person_name": "beneficiary_name", "person_id_no": "beneficiary_id_no"},
    "applicant": {"person_name": "applicant_name"},
    "contact_person": {"person_name": "contact_person_name", "person_phone": "person_family_phone"},
    "filler": {"person_name": "filler_name", "person_phone": "filler_phone"},
    "caregiver": {"person_name": "caregiver"},
    "keeper": {"person_name": "asset_keeper"},
}
# the catalogue says that these are the subject of the row
SAME_PERSON = ("applicant", "beneficiary")
OWN_ROLE = {"relation_to_head": "self", "person_family_phone": "self"}


def load_catalogue():
    with open(CATALOGUE, encoding="utf-8") as f:
        return {r["element_id"]: r for r in csv.DictReader(f)}


def load_defaults():
    with open(os.path.join(WRITTEN, "defaults.csv"), encoding="utf-8") as f:
        return {h: r["label"] for r in csv.DictReader(f) for h in r["headers"].split("|")}


def bare(header):
    return re.sub(r"\\n|\s|^\*|\*$|[:：]$", "", header)


def twin_role(element):
    """The role that the gold gives an element which names a related person itself."""
    for role, (prefix, attributes) in TWIN_PREFIX.items():
        if element in {prefix + "_" + a for a in attributes.values()} or (role == "guardian" and element == "guardian_relation"):
            return role
    return None


def meaning(label, role, catalogue):
    """(element, element_full, role, class) of a label inside a block of the given role."""
    if label == "-":
        return "-", "-", "", "skip"
    if label.startswith("?"):
        return "NEW", label[1:] or "NEW", "", "new"
    if "(" in label:
        return label, label, "", "aggregate"
    if label not in catalogue:
        raise SystemExit("no element %r" % label)
    own = twin_role(label)
    if own:
        return label, label, own, "element"
    if role and role != "self" and (label == "relation_to_head" or label.startswith("person_")):
        if role in TWIN_PREFIX and label in TWIN_PREFIX[role][1]:
            return (TWIN_PREFIX[role][0] + "_" + TWIN_PREFIX[role][1][label],) * 2 + (role, "element")
        if role == "guardian" and label in ADDRESSES:
            return "guardian_address", "guardian_address", role, "element"
        if label in PLAIN.get(role, {}):
            own = PLAIN[role][label]
            return own, own, OWN_ROLE.get(own, ""), "element"
        if label in OWN_ROLE and label != "relation_to_head":
            return label, label, OWN_ROLE[label], "element"
        if role in SAME_PERSON:
            return label, label, "self", "element"
        return label, label, role, "element"
    return label, label, "self" if label.startswith("person_") else OWN_ROLE.get(label, ""), "element"


def tokens_of(text):
    return [t.strip() for t in re.findall(r"[^{};\n]+|[{};]", text) if t.strip()]


def read_form(text, where, catalogue, defaults):
    columns, stack, tokens = [], [], tokens_of(text)
    for i, token in enumerate(tokens):
        if token in (";", "{"):
            continue
        if token == "}":
            stack.pop()
            continue
        if i + 1 < len(tokens) and tokens[i + 1] == "{":
            name, _, role = token.partition("@")
            stack.append((name, role or (stack[-1][1] if stack else "")))
            continue
        header, _, label = token.partition("=")
        label, _, role = label.partition("@") if "(" not in label else (label, "", "")
        label = label or defaults.get(bare(header))
        if not label:
            raise SystemExit("%s: no label for %r" % (where, header))
        try:
            fields = meaning(label, role or (stack[-1][1] if stack else ""), catalogue)
        except SystemExit as e:
            raise SystemExit("%s: %s (%s)" % (where, e, header))
        columns.append((header, [s[0] for s in stack] + [header], fields))
    if stack:
        raise SystemExit("%s: { not closed" % where)
    return columns


def read_notation(catalogue, defaults):
    forms = []
    for path in sorted(glob.glob(os.path.join(HERE, "notation", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            text = "".join(line for line in f if not line.startswith("#"))
        for part in text.split("=== ")[1:]:
            head, _, body = part.partition("\n")
            cells = [c.strip() for c in head.split("|")] + [""]
            id_, title, issuer, domain, kind, layout = cells[:6]
            if kind not in KINDS:
                raise SystemExit("%s: kind %r" % (id_, kind))
            rows = {}
            for stub, values in re.findall(r"^rows ([^:\n]+):(.*)$", body, re.M):
                rows[stub.strip()] = [re.fullmatch(r"\s*(.*?)\s*(?:\[(.*)\])?\s*", v).groups() for v in values.split("|")]
            body = re.sub(r"^rows .*$", "", body, flags=re.M)
            forms.append((id_, title, issuer, domain, kind, layout, rows, read_form(body, id_, catalogue, defaults)))
    seen = set()
    for form in forms:
        if form[0] in seen:
            raise SystemExit("two forms %s" % form[0])
        seen.add(form[0])
    return forms


def layout_in_words(kind, columns):
    depth = max(len(path) for _, path, _ in columns)
    what = {"roster": "one row per subject", "ledger": "one row per entry", "statistics": "one row per unit", "single-record": "one form per subject"}[kind]
    return "title row; %s header; %s" % ("one-row" if depth == 1 else "%d-row merged" % depth, what)


def as_json(form):
    id_, title, issuer, domain, kind, layout, rows, columns = form
    record = {
        "id": id_, "title": title, "title_basis": "written by us", "source": "written by us", "issuer": issuer,
        "issuer_basis": "plausible office", "domain": domain, "kind": kind, "layout": layout or layout_in_words(kind, columns),
        "columns": [{"header": h.replace("\\n", "\n"), "path": [p.replace("\\n", "\n") for p in path]} for h, path, _ in columns],
    }
    if rows:
        record["rows"] = {stub: [text for text, _ in values] for stub, values in rows.items()}
        conditions = {stub: [condition for _, condition in values] for stub, values in rows.items() if all(c for _, c in values)}
        if conditions:
            record["row_conditions"] = conditions
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def as_gold(forms):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(GOLD_HEADER)
    for form in forms:
        for i, (header, path, (element, full, role, class_)) in enumerate(form[7]):
            writer.writerow([form[0], i, element, header, " > ".join(path), full, role, class_])
    return out.getvalue()


def outputs(forms):
    files = {os.path.join(HERE, "gold.csv"): as_gold(forms)}
    for form in forms:
        files[os.path.join(HERE, "forms", form[0] + ".json")] = as_json(form)
    return files


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as f:
        return f.read()


def stale(files):
    here = set(glob.glob(os.path.join(HERE, "forms", "*.json")))
    return [p for p, text in files.items() if read(p) != text] + sorted(here - set(files))


def gaps(forms, catalogue):
    used = {c[2][0] for form in forms for c in form[7]}
    with open(os.path.join(TRAINING, "gold.csv"), encoding="utf-8") as f:
        shared = {r["element"] for r in csv.DictReader(f)}
    for element, row in catalogue.items():
        if element not in used | shared:
            print(element, row["name_zh"], row["definition"])


def main():
    catalogue, defaults = load_catalogue(), load_defaults()
    forms = read_notation(catalogue, defaults)
    files = outputs(forms)
    if "--gaps" in sys.argv:
        return gaps(forms, catalogue)
    if "--check" in sys.argv:
        bad = stale(files)
        for path in bad:
            print("not what the notation says:", os.path.relpath(path, HERE))
        return sys.exit(1 if bad else 0)
    for path in stale(files):
        if path not in files:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(files[path])
    counts = {}
    for form in forms:
        for c in form[7]:
            counts[c[2][3]] = counts.get(c[2][3], 0) + 1
    print(len(forms), "forms,", sum(counts.values()), "columns", counts)


if __name__ == "__main__":
    main()
