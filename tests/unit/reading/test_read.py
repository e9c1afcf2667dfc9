"""Somebody's own tables: what each gives, what is said of it, and malformed ones, each of which ends in a sentence."""

import codecs
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.datasets import load_iris
from trainer.facts import Refused
from trainer.reading.cells import is_number, numbers
from trainer.reading.columns import columns, label_candidates
from trainer.reading.read import read, read_bytes
from trainer.reading.text import MOST_BYTES, decode, table
from trainer.ui.words.reading import FACTS, fact_in_words
from trainer.ui.words.refusals import REFUSALS, refusal_in_words

ROOT = Path(__file__).resolve().parents[3]
INPUTS = Path(__file__).parent / "inputs"  # tables made after real reports


def read_text(text, **choices):
    return read(table(text), "mine", **choices)


def said(reading):
    return {fact.kind: dict(fact.values) for fact in reading.facts}


def flowers(end=""):
    """Three labels of five samples, as in the tables of inputs/."""
    lengths = {
        "alba": [5.1, 5.0, 4.9, 5.2, 5.5],
        "rosea": [5.8, 5.5, 6.1, 6.0, 5.9],
        "nigra": [6.6, 6.9, 6.5, 6.7, 6.8],
    }
    return [f"{x},{x - 2:.1f},{kind}{end}" for kind, row in lengths.items() for x in row]


def test_a_plain_table_is_read_as_it_stands():
    reading = read_text("\n".join(["length,width,kind", *flowers()]))
    assert reading.dataset.X.shape == (15, 2)
    assert reading.dataset.feature_names == ("length", "width")
    assert reading.dataset.class_names == ("alba", "rosea", "nigra")
    assert said(reading) == {"label": {"label": "kind"}, "result": {"rows": 15, "features": 2, "classes": 3}}
    assert reading.lines == tuple(range(2, 17))


def test_iris_comes_back_as_it_was_written():
    reading = read_bytes((ROOT / "data" / "iris.csv").read_bytes(), "iris")
    np.testing.assert_array_equal(reading.dataset.X, load_iris().X)
    np.testing.assert_array_equal(reading.dataset.y, load_iris().y)
    assert reading.dataset.feature_names == load_iris().feature_names


@pytest.mark.parametrize(
    ("name", "shape", "features", "classes", "facts"),
    [
        ("no_header", (15, 2), ("column 1", "column 2"), ("alba", "rosea", "nigra"), {"no_header"}),
        ("class_first", (15, 2), ("alcohol", "ash"), ("1", "2", "3"), set()),
        ("row_index", (15, 2), ("length", "width"), ("alba", "rosea", "nigra"), {"row_numbers"}),
        ("awkward_names", (15, 3), ("bill_length_mm", "share_%", "a|b"), ("A|B", "*B*", "nigra"), set()),
        ("eleven_classes", (55, 2), ("f1", "f2"), tuple(f"v{i:02}" for i in range(1, 12)), set()),
        (
            "semicolon_decimal_comma",
            (15, 2),
            ("Länge", "Breite"),
            ("alba", "rosea", "nigra"),
            {"delimiter", "decimal_comma"},
        ),
    ],
)
def test_tables_made_after_real_reports_give_what_they_must(name, shape, features, classes, facts):
    reading = read_bytes((INPUTS / f"{name}.csv").read_bytes(), name)
    data = reading.dataset
    assert (data.X.shape, data.feature_names, data.class_names) == (shape, features, classes)
    assert set(said(reading)) - {"label", "result"} == facts


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("header", [True, False])
def test_every_delimiter_is_recognized_with_and_without_a_header(delimiter, header):
    rows = [line.replace(",", delimiter) for line in (["length,width,kind"] if header else []) + flowers()]
    reading = read_text("\n".join(rows))
    assert reading.dataset.X.shape == (15, 2)
    assert ("no_header" in said(reading)) is not header
    assert ("delimiter" in said(reading)) is (delimiter != ",")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"], ids=["semicolon", "tab", "bar"])
@pytest.mark.parametrize("header", ["länge,breite,art", ""], ids=["header", "no header"])
def test_decimal_commas_are_recognized_and_said(delimiter, header):
    rows = [line.replace(",", delimiter).replace(".", ",") for line in ([header] if header else []) + flowers()]
    reading = read_text("\n".join(rows))
    np.testing.assert_array_equal(reading.dataset.X[:2], [[5.1, 3.1], [5.0, 3.0]])
    assert "decimal_comma" in said(reading)


def test_decimal_commas_in_quotes_are_recognized():
    reading = read_text('a,kind\n"5,1",u\n"4,9",v\n')
    np.testing.assert_array_equal(reading.dataset.X, [[5.1], [4.9]])


TEXT = "Länge,Gewicht,Größe\n1.5,2.5,groß\n2.5,1.5,klein\n"


@pytest.mark.parametrize(
    ("content", "said_so"),
    [
        pytest.param(TEXT.encode(), False, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), False, id="utf-8 with a byte order mark"),
        pytest.param(TEXT.encode("cp1252"), True, id="windows-1252"),
    ],
)
def test_letters_beyond_ascii_arrive_in_every_encoding_and_a_guess_is_said(content, said_so):
    reading = read_bytes(content, "mine")
    assert reading.dataset.feature_names == ("Länge", "Gewicht")
    assert reading.dataset.class_names == ("groß", "klein")
    assert ("windows_1252" in said(reading)) is said_so


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_any_line_ends_will_do(ends):
    reading = read_text(ends.join(["length,width,kind", *flowers(), ""]))
    assert reading.dataset.X.shape == (15, 2)
    assert reading.lines[0] == 2


@pytest.mark.parametrize(
    ("header", "rows", "label"),
    [
        ("kind,a,b", ["u,1.5,2", "v,2.5,3"], "kind"),
        ("a,kind,b", ["1,u,2", "2,v,3"], "kind"),
        ("a,b,c", ["1.5,1,0", "2.5,0,1"], "c"),
        ("class,a,b", ["1,1.5,7.5", "2,2.5,8.5"], "class"),
        ("species,island,a", ["u,here,1.5", "v,there,2.5"], "species"),
        ("island,a,colour", ["here,1.5,red", "there,2.5,blue"], "colour"),
        ("y,a,b", ["1,0,5", "2,1,6"], "y"),
        ("a,b", ["1.5,1.0", "2.5,0.0"], "b"),
    ],
)
def test_the_label_is_guessed_text_first_else_the_last_whole_numbers(header, rows, label):
    assert said(read_text("\n".join([header, *rows])))["label"] == {"label": label}


def test_another_label_can_be_chosen():
    parsed = table("species,island,a\nu,here,1.5\nv,there,2.5\nu,there,3\n")
    assert label_candidates(parsed, columns(parsed)) == [0, 1]
    reading = read(parsed, "mine", label=1)
    assert reading.dataset.class_names == ("here", "there")
    assert said(reading)["not_numbers"] == {"names": ["species"]}


def test_features_can_be_chosen_and_the_others_are_said():
    reading = read(table("a,b,c,kind\n1.5,2,3,u\n2.5,3,4,v\n"), "mine", features=[2])
    assert reading.dataset.feature_names == ("c",)
    assert said(reading)["not_chosen"] == {"names": ["a", "b"]}


@pytest.mark.parametrize(
    "table_text",
    [
        pytest.param(",a,kind\n1,0.5,u\n2,0.6,v\n", id="nameless numbers"),
        pytest.param("id,a,kind\n17,0.5,u\n4,0.6,v\n", id="ids in any order"),
        pytest.param("patient_id,a,kind\np7,0.5,u\np3,0.6,v\n", id="ids with letters"),
        pytest.param("sample,a,kind\n1,0.5,u\n2,0.6,v\n3,0.7,v\n4,0.5,v\n5,0.5,u\n", id="counted from 1"),
        pytest.param("a,kind\nr1,0.5,u\nr2,0.6,v\n", id="row names as R writes them"),
    ],
)
def test_a_first_column_that_counts_rows_is_left_out_and_said(table_text):
    reading = read_text(table_text)
    assert reading.dataset.feature_names == ("a",)
    assert "row_numbers" in said(reading)


@pytest.mark.parametrize(
    "table_text",
    [
        pytest.param("x,kind\n1,u\n2,v\n3,v\n", id="the only numbers"),
        pytest.param("x,a,kind\n5,0.5,u\n6,0.6,v\n", id="counted from 5"),
        pytest.param("x,a,kind\n1,0.5,u\n3,0.6,v\n", id="with a gap"),
        pytest.param("x,a,kind\n1,0.5,u\n1,0.6,v\n", id="the same twice"),
    ],
)
def test_a_first_column_that_may_be_a_feature_is_one(table_text):
    assert "x" in read_text(table_text).dataset.feature_names


def test_rows_with_a_missing_value_are_left_out_and_counted():
    reading = read_text("a,b,kind\n1,2,u\nNA,2,u\n3,,v\n4,5,\n6,?,v\n7,8,v\n")
    np.testing.assert_array_equal(reading.dataset.X, [[1, 2], [7, 8]])
    assert said(reading)["missing"] == {"count": 4, "rows": 6}
    assert reading.lines == (2, 7)


def test_a_column_of_one_value_is_said_to_carry_nothing():
    reading = read_text("a,b,kind\n1,7,u\n2,7,v\n")
    assert said(reading)["constant"] == {"names": ["b"]}
    assert reading.dataset.feature_names == ("a", "b")


def test_text_columns_are_left_out_by_name_and_empty_ones_too():
    reading = read_text("a,when,note,kind\n1.5,2020-01-02,,u\n2.5,2020-01-03,,v\n1.5,2020-01-04,,v\n")
    assert reading.dataset.feature_names == ("a",)
    assert said(reading)["not_numbers"] == {"names": ["when"]}
    assert said(reading)["empty_columns"] == {"names": ["note"]}


def test_a_class_of_one_sample_is_said():
    assert said(read_text("a,kind\n1.5,u\n2.5,v\n3.5,v\n"))["single"] == {"names": ["u"]}


def test_number_labels_are_shown_as_they_are_in_ascending_order():
    assert read_text("a,class\n1.5,10\n2.5,9\n3.5,10\n").dataset.class_names == ("9", "10")


def test_a_name_twice_gets_its_place():
    reading = read_text("a,a,kind\n1.5,2,u\n2.5,3,v\n")
    assert reading.dataset.feature_names == ("a", "a (column 2)")
    assert said(reading)["name_again"] == {"name": "a", "column": 2}


@pytest.mark.parametrize(
    "name", ["A|B", "$x$", "<script>alert(1)</script>", "**b**", "花萼", "אורך", "=1+1", "n" * 300, ":smile:", "a_b"]
)
def test_names_and_labels_stay_as_they_were_typed(name):
    data = read_text(f'"{name}",kind\n1.5,"{name}"\n2.5,other\n').dataset
    assert data.feature_names == (name,)
    assert data.class_names == (name, "other")


@pytest.mark.parametrize("cell", ["1", "-1.5", "+2", ".5", "5.", "1e3", "1E-3", "−4", "1,5", "inf"])
def test_numbers_are_taken_as_people_write_them(cell):
    assert is_number(cell)


@pytest.mark.parametrize("cell", ["1_000", "0x1F", "１２", "٣", "1 000", "1.2.3", "1e", "--1", "", "5%", "1,2,3", "=1"])
def test_other_text_is_no_number(cell):
    assert not is_number(cell)
    if cell:
        with pytest.raises(ValueError, match=r".*"):
            numbers([cell], True)


def test_a_true_minus_sign_is_a_minus():
    np.testing.assert_array_equal(read_text("a,kind\n−1.5,u\n2.5,v\n").dataset.X, [[-1.5], [2.5]])


def workbook():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
LONG = "a,kind\n" + "1.5,u\n2.5,v\n" * 10_000
MALFORMED = {  # each with the kind of its refusal, and the row that must be named where there is one
    "empty": (b"", "empty", None),
    "blank lines": (b"\n\n  \n\r\n", "empty", None),
    "a byte order mark alone": (codecs.BOM_UTF8, "empty", None),
    "header only": (b"a,b,kind\n", "header_only", None),
    "header and empty cells": (b"a,b,kind\n,,\n,,\n", "header_only", None),
    "one column": (b"a\n1\n2\n", "one_column", None),
    "one word": (b"hello", "one_column", None),
    "spaces for a delimiter": (b"a kind\n1 u\n2 v\n", "one_column", None),
    "a row too long": (b"a,kind\n1,u\n2,v,3\n", "ragged", 3),
    "a row too short": (b"a,b,kind\n1,2,u\n2,v\n", "ragged", 3),
    "rows two too long": (b"a,kind\n1,2,3,u\n1,2,3,v\n", "ragged", 2),
    "no header and a ragged row": (b"1,2,u\n2,3,v\n4,v\n", "ragged", 3),
    "a quote that never ends": (b'a,kind\n1,"u\n2,v\n', "quotes", 3),
    "text after a quote": (b'a,kind\n1,"u"x\n2,v\n', "quotes", 2),
    "a cell of 200 kB": (b"a,kind\n1," + b"u" * 200_000 + b"\n2,v\n", "quotes", 2),
    "text among numbers": (b"a,kind\n1,u\n2,v\nthree,v\n", "not_a_number", 4),
    "a formula": (b"a,kind\n1,u\n=1+1,v\n2,v\n", "not_a_number", 3),
    "underscores": (b"a,kind\n1,u\n1_000,v\n2,v\n", "not_a_number", 3),
    "hexadecimal": (b"a,kind\n1,u\n0x1F,v\n2,v\n", "not_a_number", 3),
    "full-width digits": ("a,kind\n1,u\n１２,v\n2,v\n".encode(), "not_a_number", 3),
    "a percentage": (b"a,kind\n1,u\n5%,v\n2,v\n", "not_a_number", 3),
    "points and commas": (b"a;kind\n1.5;u\n2.5;u\n3,5;v\n1.2.3;v\n", "not_a_number", 5),
    "thousands with commas": (b'a,kind\n"1,200",u\n"2,300",v\n', "thousands", 2),
    "thousands and semicolons": (b"a;kind\n1,200;u\n2,300;v\n", "thousands", 2),
    "thousands with decimals": (b'a,kind\n1,u\n"1,200.50",v\n2,v\n', "thousands", 3),
    "thousands with spaces": (b"a,kind\n1,u\n1 200,v\n2,v\n", "thousands", 3),
    "infinite": (b"a,kind\n1,u\ninf,v\n2,v\n", "too_large_a_number", 3),
    "minus infinity": (b"a,kind\n1,u\n-Infinity,v\n2,v\n", "too_large_a_number", 3),
    "1e308": (b"a,kind\n1,u\n1e308,v\n2,v\n", "too_large_a_number", 3),
    "1e400": (b"a,kind\n1,u\n-1e400,v\n2,v\n", "too_large_a_number", 3),
    "a number of 500 digits": (b"a,kind\n1,u\n" + b"9" * 500 + b",v\n2,v\n", "too_large_a_number", 3),
    "one class": (b"a,kind\n1.5,u\n2.5,u\n", "no_label", None),
    "numbers with decimals only": (b"a,b\n1.5,2.5\n2.5,3.5\n", "no_label", None),
    "21 classes": (b"a,kind\n" + b"".join(b"%d.5,c%d\n" % (i, i) for i in range(21)), "no_label", None),
    "a different text in every row": (b"".join(b"%d.5,name %d\n" % (i, i) for i in range(50)), "no_label", None),
    "no feature": (b"place,kind\nhere,u\nthere,v\n", "no_features", None),
    "dates for features": (b"when,kind\n2020-01-02,u\n2021-02-03,v\n", "no_features", None),
    "only nan": (b"a,b,kind\nnan,1,u\n1,NaN,v\n,2,u\n", "all_missing", None),
    "one label after rows left out": (b"a,kind\n1.5,u\nNA,v\n2.5,u\n", "one_class", None),
    "20,001 rows": ((LONG + "3.5,u\n").encode(), "too_many_rows", None),
    "101 features": (
        b",".join([b"f%d" % i for i in range(101)]) + b",kind\n" + b"1.5," * 101 + b"u\n" + b"2.5," * 101 + b"v\n",
        "too_many_features",
        None,
    ),
    "NUL bytes": (b"a,kind\n1,u\n2,\x00v\n", "no_text", 3),
    "control characters": (b"a,kind\n1,u\x1b[31m\n2,v\n", "no_text", 2),
    "UTF-16": ("a,kind\n1,u\n2,v\n".encode("utf-16"), "utf16", None),
    "UTF-16 without a mark": ("a,kind\n1,u\n2,v\n".encode("utf-16-le"), "no_text", 1),
    "a PNG renamed": (PNG, "no_text", 2),
    "a workbook renamed": (workbook(), "spreadsheet", None),
    "bytes of no encoding": (b"a,kind\n1,\x81\n2,v\n", "no_text", 1),
    "5 MB and a byte": (b"1" * (MOST_BYTES + 1), "too_large", None),
    "a pickle": (b"\x80\x04\x95\x10\x00\x00\x00", "no_text", 1),
}


@pytest.mark.parametrize("name", list(MALFORMED))
def test_a_malformed_file_ends_in_a_sentence(name):
    content, kind, row = MALFORMED[name]
    with pytest.raises(Refused) as refusal:
        read_bytes(content, "mine")
    assert (refusal.value.kind, refusal.value.values.get("row")) == (kind, row)
    sentence = refusal_in_words(refusal.value)
    assert sentence.endswith(".")
    assert len(sentence) < 300
    assert row is None or f"row {row}" in sentence.lower()


def test_more_than_forty_malformed_files_are_tried():
    assert len(MALFORMED) > 40


def test_every_kind_of_refusal_has_a_file_that_ends_in_it():
    code = "".join(path.read_text() for path in (ROOT / "trainer" / "reading").glob("*.py"))
    of_reading = {kind for kind in REFUSALS if f'"{kind}"' in code}
    assert {kind for _, kind, _ in MALFORMED.values()} | {"too_many_classes"} == of_reading


def test_a_label_of_too_many_kinds_can_be_chosen_and_is_refused():
    parsed = table("a,b\n" + "".join(f"{i}.5,{i}\n" for i in range(30)))
    with pytest.raises(Refused) as refusal:
        read(parsed, "mine", label=1)
    assert refusal_in_words(refusal.value) == "The column b has 30 different labels; at most 20 are taken."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a|b,kind\n1,u\ntwo,v\n3,v\n", "Row 3, column a\\|b holds “two”; it must be a number."),
        (b"a,kind\n1,u\n2,v,3\n", "Row 3 has 3 cells; the first row has 2."),
        (b"a,kind\n1.5,<b>\n2.5,<b>\n", "No column has 2 to 20 different labels, so none can be the class."),
        (
            b"a,$k$\n1.5,<b>\nNA,v\n",
            "The column \\$k\\$ says \\<b\\> in every row; there must be at least two classes.",
        ),
    ],
)
def test_a_sentence_names_row_column_and_entry_as_typed(content, sentence):
    with pytest.raises(Refused) as refusal:
        read_bytes(content, "mine")
    assert refusal_in_words(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "\n".join(["id;länge;ort;leer;art", "1;5,1;hier;;u", "2;4,9;dort;;v", "3;NA;dort;;v", ";;;;"]),
            [
                "The cells are set apart by semicolons.",
                "1 row was left out because nothing stands in it.",
                "Decimals are written with a comma.",
                "The classes are those of the column art.",
                "id only says which row it is, so it was left out.",
                "ort does not hold numbers, so it was left out.",
                "leer is empty, so it was left out.",
                "1 row was left out, of 3, because a value is missing.",
                "Classes u and v have a single sample each, so none of them can be held out.",
                "Read: 2 samples, 1 feature and 2 classes.",
            ],
        ),
    ],
)
def test_what_was_done_is_said_in_one_short_list(text, sentences):
    assert [fact_in_words(fact) for fact in read_text(text).facts] == sentences


def test_many_names_are_cut_short_and_the_others_counted():
    reading = read(
        table(",".join("abcdefghijklmk") + ",z\n" + "here," * 13 + "1,u\n" + "there," * 13 + "2,v\n"), "mine", 14, [13]
    )
    assert (
        fact_in_words(reading.facts[2])
        == "a, b, c, d, e, f, g, h and 5 more do not hold numbers, so they were left out."
    )


def test_every_fact_that_the_reader_tells_has_words():
    source = "".join(path.read_text() for path in (ROOT / "trainer" / "reading").glob("*.py"))
    assert all(f'"{kind}"' in source for kind in FACTS)


def survives(content):
    """The data set, or a refusal whose sentence can be written."""
    try:
        reading = read_bytes(content, "fuzz")
    except Refused as refused:
        reading, sentence = None, refusal_in_words(refused)
    if reading is None:
        assert sentence.endswith(".")
        return
    data = reading.dataset
    assert np.isfinite(data.X).all()
    assert data.X.shape == (len(data.y), len(data.feature_names)) == (len(reading.lines), len(data.feature_names))
    assert set(data.y.tolist()) == set(range(len(data.class_names)))
    assert 2 <= len(data.class_names) <= 20
    assert all(fact_in_words(fact) for fact in reading.facts)


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_any_bytes_are_a_data_set_or_a_refusal(content):
    survives(content)


@given(st.text(alphabet='01.5,;|\t"\n\r abNA-+eE:=<$é−花', max_size=120))
def test_any_text_is_a_data_set_or_a_refusal(text):
    survives(text.encode())


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.tuples(
                *[st.sampled_from(["1", "2.5", "-3", "NA", "", "x", "1,5", "1e60", "1 000", "u", "v"])] * width,
                st.sampled_from(["u", "v", "w", "", "1"]),
            ),
            min_size=1,
            max_size=12,
        )
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_table_is_a_data_set_or_a_refusal(rows, delimiter):
    survives("\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows).encode())


@given(
    st.lists(
        st.tuples(st.floats(-1e40, 1e40), st.floats(-1e40, 1e40), st.sampled_from(["u", "v"])), min_size=2, max_size=20
    ).filter(lambda rows: len({row[2] for row in rows}) == 2)
)
def test_what_is_written_exactly_is_read_exactly(rows):
    text = "\n".join(["a,b,kind", *(f"{a!r},{b!r},{kind}" for a, b, kind in rows)])
    data = read_text(text, features=[0, 1]).dataset
    np.testing.assert_array_equal(data.X, [[a, b] for a, b, _ in rows])
    assert [data.class_names[label] for label in data.y] == [kind for _, _, kind in rows]


def test_the_largest_table_allowed_is_read():
    values = np.random.default_rng(0).integers(0, 10, (20_000, 100))
    rows = "\n".join(f"{','.join(map(str, row))},{number % 20}c" for number, row in enumerate(values.tolist()))
    content = (",".join(f"f{i}" for i in range(100)) + ",kind\n" + rows).encode()
    assert len(content) < MOST_BYTES
    data = read_bytes(content, "large").dataset
    assert (data.X.shape, len(data.class_names)) == ((20_000, 100), 20)
    np.testing.assert_array_equal(data.X, values)


def test_nothing_is_decoded_twice():
    text, facts = decode(b"a,kind\n1,&lt;b&gt;\n2,%41\n")
    assert (text, facts) == ("a,kind\n1,&lt;b&gt;\n2,%41\n", [])
