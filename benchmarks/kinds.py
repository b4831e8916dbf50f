"""The kinds of errors that are measured, each with its name in English and in French."""

import injections
import table_errors
from injections import Injection

INJECTIONS: dict[str, Injection] = {
    "two digits exchanged": injections.exchanged_digits,
    "× 10, × 100, × 1 000": injections.scaled,
    "line entered twice": injections.duplicate,
    "wrong axis (the whole line moved)": injections.wrong_axe,
    "wrong axis (the number alone)": injections.wrong_axe_alone,
    "wrong territory (the whole line moved)": injections.wrong_territoire,
    "wrong territory (the name alone)": injections.wrong_territoire_alone,
    "digit dropped": injections.digit_dropped,
    "digit added": injections.digit_added,
    "sign": injections.sign,
    "neighbour's amount": injections.neighbour,
    "amount left empty": injections.blank,
    "line missing": injections.missing,
    "line missing, `--against`": injections.missing_against,
    "any amount changed, `--against`": injections.changed_against,
    "2 or 3 lines in another axis": injections.several_moved,
    "wrong published figure": injections.wrong_figure,
    "digit replaced by a key beside it": injections.neighbour_key,
    "digit replaced by a key beside it, numeric pad": injections.neighbour_key_of_pad,
    "digit replaced by any other": injections.digit_replaced,
    "the State's half": injections.half,
    "amount doubled": injections.twice,
    "± 20 %": injections.fifth,
    "rounded to the thousand": injections.rounded,
    "two amounts exchanged, in a contract": table_errors.exchanged_in_contract,
    "two amounts exchanged, across contracts": table_errors.exchanged_across_contracts,
    "two errors in two tables": table_errors.two_in_two_tables,
    "two slips in one table": table_errors.two_in_one_table,
    "two amounts of a table, `--against`": table_errors.two_against,
    "table under another axis": table_errors.retitled_axe,
    "table under another territory": table_errors.retitled_territoire,
    "table in k€": table_errors.table_in_thousands,
    "table of halves": table_errors.table_halved,
    "rows displaced by one": table_errors.displaced,
    "rows displaced by one, through a contract": table_errors.displaced_in_contract,
}
