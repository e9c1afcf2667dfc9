from trainer.ui.words.error_log import ROOT, entry, place


def test_a_file_of_the_repository_is_named_as_there_and_another_in_full():
    assert place(str(ROOT / "trainer/softmax.py"), 12, "softmax").strip() == "trainer/softmax.py:12 in softmax"
    assert place("/usr/lib/python3/json.py", 3, "loads").strip() == "/usr/lib/python3/json.py:3 in loads"


def test_an_entry_without_a_session_says_so():
    assert "not known, outside of a session" in entry("", ["ValueError"], [])


def test_an_entry_names_the_link_and_the_errors_in_the_order_they_arose():
    text = entry("http://host/check?seed=7", ["KeyError", "ValueError"], [place("a.py", 1, "f")])
    assert "http://host/check?seed=7" in text
    assert "KeyError, then ValueError" in text
    assert "a.py:1 in f" in text
