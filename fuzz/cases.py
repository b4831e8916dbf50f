"""The cases of hostile files and machines, each with its exit codes and the tests that hold it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the event, the end of the program, and the tests, as `file::test` under tests/."""

    words: str
    codes: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """A fault that the harnesses found, in the past tense, and the test that holds it now."""

    words: str
    test: str


HOSTILE = "fire/test_hostile_files.py::"
REFUSED = f"{HOSTILE}test_every_command_refuses_a_hostile_file"
LARGE = "fire/test_large_files.py::"
CHANGING = "fire/test_changing_files.py::"
MOMENT = "fire/test_any_moment.py::"
IN_PLACE = "fire/test_in_place.py::"
SURROUNDINGS = "fire/test_surroundings.py::"
STREAMS = "cli/test_streams.py::"
TERMINAL = "cli/test_terminal.py::"

CASES = (
    Case("an empty file", "3", (f"{REFUSED}[empty]",)),
    Case("a header alone", "0", (f"{HOSTILE}test_a_header_alone_is_sound",)),
    Case("binary content", "3", (f"{REFUSED}[binary]",)),
    Case("NUL bytes", "3; `validate` 1", (f"{REFUSED}[nul]", f"{REFUSED}[nul-in-a-cell]")),
    Case("a folder given as a file", "3", (f"{HOSTILE}test_a_folder_in_place_of_a_file",)),
    Case("a FIFO", "0", ("dataset/test_files.py::test_a_named_pipe",)),
    Case(
        "a signal while a FIFO that never ends is read",
        "130, 143",
        (f"{STREAMS}test_a_signal_while_a_pipe_is_read_that_never_ends",),
    ),
    Case("a device given as a file", "3", (f"{HOSTILE}test_a_device_in_place_of_a_file",)),
    Case(
        "`/dev/full` for stdout, for `--output`",
        "3",
        (f"{STREAMS}test_a_full_disk_is_said_in_a_sentence", "cli/test_fmt.py::test_a_full_disk_leaves_no_half_file"),
    ),
    Case(
        "a file that grows while it is read",
        "0 for one version of it, or 3",
        (f"{CHANGING}test_a_file_that_grows_all_the_time_is_refused_or_read_as_it_was_once",),
    ),
    Case(
        "a file that disappears or is truncated while it is read",
        "3",
        (f"{CHANGING}test_a_program_whose_file_changes_in_the_midst_of_its_work_computes_nothing",),
    ),
    Case("a file that its permissions make unreadable", "3", (f"{HOSTILE}test_a_file_without_permission",)),
    Case("10 MB in one cell", "0", (f"{LARGE}test_ten_megabytes_in_a_cell_are_read",)),
    Case("10 MB in a cell of numbers", "3", (f"{LARGE}test_ten_megabytes_in_a_cell_of_numbers_are_a_short_finding",)),
    Case("100 000 columns", "0", (f"{LARGE}test_a_hundred_thousand_columns_are_read_and_not_all_named",)),
    Case("a million findings", "3", (f"{LARGE}test_a_million_findings_are_counted_exactly_in_bounded_memory",)),
    Case("a repeated heading", "3; `validate` 1", (f"{REFUSED}[duplicate-header]",)),
    Case("a quote that is never closed", "3; `validate` 1", (f"{REFUSED}[quote-never-closed]",)),
    Case("a key repeated in a file", "3; `validate` 1", (f"{REFUSED}[repeated-key]",)),
    Case("a key in two files", "3", (f"{HOSTILE}test_a_key_that_two_files_repeat_names_both",)),
    Case("negative amounts", "3; `validate` 1", (f"{REFUSED}[negative]",)),
    Case(
        "huge amounts",
        "3; `validate` 1; 0 for up to 16 digits",
        (f"{REFUSED}[huge]", f"{HOSTILE}test_the_greatest_amounts_are_summed_exactly"),
    ),
    Case("amounts that are NaN", "3; `validate` 1", (f"{REFUSED}[nan]",)),
    Case(
        "bidirectional marks, escape sequences, `[/]` in an amount",
        "3; `validate` 1",
        (f"{REFUSED}[bidirectional]", f"{REFUSED}[escape]", f"{REFUSED}[markup]"),
    ),
    Case(
        "the same, and `:house:`, in a label",
        "0",
        (
            f"{HOSTILE}test_a_terminal_shows_hostile_labels_letter_by_letter",
            f"{HOSTILE}test_a_machine_gets_hostile_labels_unaltered",
        ),
    ),
    Case(
        "CSV formulas in a label, in an amount",
        "0; 3",
        (f"{HOSTILE}test_a_spreadsheet_runs_no_label_as_a_formula", f"{REFUSED}[formula]"),
    ),
    Case(
        "SIGINT, SIGTERM at any moment",
        "130, 143",
        (
            f"{MOMENT}test_a_signal_at_any_moment",
            f"{MOMENT}test_a_signal_while_the_engine_is_loaded",
            f"{STREAMS}test_a_signal_while_the_engine_works",
        ),
    ),
    Case(
        "SIGPIPE at any moment",
        "0",
        (
            f"{MOMENT}test_a_reader_that_leaves_at_any_moment",
            f"{STREAMS}test_a_reader_that_leaves_ends_the_program_quietly",
        ),
    ),
    Case("stdout closed", "3", (f"{STREAMS}test_a_closed_stdout_is_said_in_a_sentence",)),
    Case(
        "stderr closed or full",
        "the same as otherwise",
        (f"{STREAMS}test_a_stderr_that_takes_nothing_changes_no_exit_code",),
    ),
    Case(
        "stdout in cp1252 or ASCII",
        "0",
        (
            f"{TERMINAL}test_the_locale_changes_no_byte_off_a_terminal",
            f"{TERMINAL}test_a_terminal_that_is_not_utf_8_still_shows_the_sums",
        ),
    ),
    Case(
        "`HOME` unset, the current folder read-only",
        "0",
        (f"{SURROUNDINGS}test_without_home_in_a_folder_that_may_not_be_written",),
    ),
    Case(
        "an answer written to a read-only folder",
        "3",
        (f"{SURROUNDINGS}test_an_answer_to_a_folder_that_may_not_be_written_is_refused",),
    ),
    Case("a full disk for temporary files", "3", (f"{SURROUNDINGS}test_a_full_disk_for_temporary_files_is_said",)),
    Case("no `TERM`, or an unknown one", "0", (f"{SURROUNDINGS}test_a_terminal_without_a_known_name_shows_the_table",)),
    Case(
        "`GITHUB_ACTIONS=true`, redirected",
        "0",
        (
            f"{SURROUNDINGS}test_a_log_of_github_has_the_same_bytes_as_a_pipe",
            f"{TERMINAL}test_nothing_is_boxed_or_coloured_in_a_log",
        ),
    ),
    Case(
        "`fmt --in-place` killed",
        "137; the old file is intact",
        (
            f"{IN_PLACE}test_a_kill_at_any_step_leaves_the_old_file_whole",
            f"{IN_PLACE}test_a_kill_while_the_lines_are_written_leaves_one_file_whole",
        ),
    ),
    Case(
        "`fmt --in-place` on a full disk",
        "3; the old file is intact, with no other file beside it",
        (f"{IN_PLACE}test_a_full_disk_leaves_the_old_file_and_nothing_else",),
    ),
)

MENDED = (
    Mended(
        "a workbook whose styles or texts failed their checksum was answered: a date could count as 45799 euros",
        "sheets/test_workbooks.py::test_a_damaged_byte_is_refused_where_calamine_looks_at_no_checksum",
    ),
    Mended(
        "a line above the header of a workbook was left out of the totals (a note gave the place of the header)",
        "sheets/test_workbooks.py::test_what_a_workbook_hides_or_lost_is_a_finding",
    ),
    Mended(
        "a line above the header whose cells had shifted by one was taken for a title, and left out of the totals",
        "sheets/test_texts.py::test_a_line_above_the_header_of_a_text_is_a_finding",
    ),
    Mended(
        "a file of 50 MB took more than 20 seconds: millions of findings, or of rows that were totals of each other",
        "fire/test_bounds.py::test_totals_of_totals_without_end_are_found_in_bounds",
    ),
    Mended(
        "`import` proved two rows joined where the first one ended in a straight quotation mark",
        "brochure/test_rooms.py::test_each_doubt_fires_and_stays_silent",
    ),
    Mended(
        "`totals` answered although an undeclared column held a NUL or bytes outside UTF-8; `validate` refused",
        "dataset/test_files.py::test_every_command_refuses_a_fault_in_a_column_that_no_schema_declares",
    ),
    Mended(
        "a cell with a bare carriage return was reported as a bug by the careful reading",
        "dataset/test_files.py::test_a_bare_carriage_return_in_a_cell_survives_the_careful_reading",
    ),
    Mended(
        "100 000 columns were reported as a bug, and every one was named",
        f"{LARGE}test_a_hundred_thousand_columns_are_read_and_not_all_named",
    ),
    Mended(
        "a signal received while the engine was loading aborted the process",
        f"{MOMENT}test_a_signal_while_the_engine_is_loaded",
    ),
    Mended(
        "a disk quota, or a limit on the size of files, was reported as a bug",
        f"{IN_PLACE}test_a_full_disk_leaves_the_old_file_and_nothing_else",
    ),
    Mended(
        "`import` took a row without an amount after a total for a table of another territory, and proved it",
        "brochure/test_rooms.py::test_a_row_without_amount_behind_a_total_is_no_table_of_the_territory_that_has_none",
    ),
    Mended(
        "`import` wrote page 0 if a PDF had such a label, and `check` then refused the proved file",
        "brochure/test_source.py::test_a_page_label_that_is_no_page_of_a_contract_gives_none",
    ),
    Mended(
        "a blank beside a quote gave a line two readings and two sums (found in a review)",
        "sheets/test_cells.py::test_what_the_engine_reads_is_cut_alike",
    ),
    Mended(
        "an amount divided by a line break or a tab in an .ods was read as one number (`12` over `34` as 1234)",
        "sheets/test_ods.py::test_what_a_spreadsheet_of_opendocument_hides_or_loses_is_a_finding",
    ),
    Mended(
        "a cell of an .ods that displays an amount and stores no value counted as a line without an amount",
        "sheets/test_ods.py::test_what_a_spreadsheet_of_opendocument_hides_or_loses_is_a_finding",
    ),
    Mended(
        "a number with a comment, CDATA or a character reference in its XML lost digits: `1<!-- -->2` counted as 1",
        "sheets/test_workbooks.py::test_a_number_that_is_not_written_in_digits_alone_is_refused",
    ),
    Mended(
        "a cell that displays an amount other than the one it stores was summed as stored: k€, dollars, nothing",
        "sheets/test_displayed_cells.py::test_an_amount_shown_as_another_is_one_finding_with_both",
    ),
    Mended(
        "“4,00 CHF” was read as axis 4: a currency or a unit was detected in amounts only",
        "sheets/test_displayed_cells.py::test_any_declared_column_is_judged",
    ),
    Mended(
        "an .ods whose style displays nothing was answered",
        "sheets/test_displayed_cells.py::test_the_style_of_an_ods_tells_what_is_shown_where_the_cell_does_not",
    ),
    Mended(
        "a number of a million digits in a workbook was reported as a bug",
        "sheets/test_structure.py::test_a_damaged_structure_is_refused",
    ),
    Mended(
        "a row “TOTAL” below the first line of its table, with the amount of that line, was summed",
        "dataset/test_total_rows.py::test_it_may_be_the_sum_of_any_lines_that_belong_together",
    ),
    Mended(
        "a JSON answer without lines, as clsctl writes it, was refused as an empty file",
        "sheets/test_objects.py::test_an_answer_without_lines_is_read_back_as_a_table_without_lines",
    ),
    Mended(
        "the engine silently dropped a last line of more than 32 MB",
        "fire/test_bounds.py::test_a_last_line_longer_than_the_engine_holds_is_no_silent_hole",
    ),
    Mended(
        "files of a few kilobytes took gigabytes: repeated cells, nested elements, rows of Parquet, blanks in gzip",
        "fire/test_bounds.py::test_a_file_that_unpacks_past_a_limit_is_refused",
    ),
)
