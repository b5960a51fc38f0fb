"""An office's settings as values (docs/reference/profile.md)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import attrs

from taskstats import Calendar, Checks, Rounding, Rules
from taskstats.cohorts import AGEING_BANDS
from taskstats_adapters.office.agencies import Agency, names_of
from taskstats_adapters.office.fields import LAST_HEADER_ROW, Named


@attrs.frozen(kw_only=True)
class Office:
    """The letterhead, the recipients and the signer, as they are printed. A text may hold line breaks."""

    parent: str = "ỦY BAN NHÂN DÂN TỈNH …"
    name: str = "VĂN PHÒNG"
    in_text: str = "Văn phòng UBND tỉnh"
    """The issuing office in running text, where its name is not in capitals."""
    number: str = "Số:     /BC-VP"
    place: str = "…"
    recipients: tuple[str, ...] = ("Lưu: VT",)
    position: tuple[str, ...] = ("CHÁNH VĂN PHÒNG",)
    signer: str = ""


class Numerals(enum.Enum):
    """How appendices are numbered: "Phụ lục I" (Decree 30/2020/NĐ-CP, Appendix III) or "Phụ lục số 1"."""

    ROMAN = "roman"
    ARABIC = "arabic"


@attrs.frozen(kw_only=True)
class Wording:
    """The office's own sentences. Subject, opening and the requests may hold {as_of}, {period} and {office}.

    A subject may hold line breaks.
    """

    subject: str = "Kết quả, tiến độ thực hiện nhiệm vụ {period},\nsố liệu tính đến hết ngày {as_of}"
    opening: str = "{office} báo cáo kết quả thực hiện nhiệm vụ {period} như sau:"
    assigners: str = "UBND tỉnh, Chủ tịch, các Phó Chủ tịch UBND tỉnh"
    assigners_cumulative: str = ""
    """Who assigns, in the paragraph on the year so far; `assigners` if empty."""
    agencies: str = "các cơ quan, đơn vị"
    system: str = "hệ thống quản lý nhiệm vụ"
    procedure: str = ""
    """A sentence that recalls the procedure, before the findings."""
    some_agencies: str = "một số cơ quan, đơn vị"
    """Who did not follow the procedure, where several did not; a single one is named."""
    findings_request: str = ""
    """The request to the agencies with findings, printed only if there are any. {agencies} is whom it addresses:
    "các cơ quan, đơn vị trên", or the only one by name."""
    request: str = ""
    """The request to all agencies, at the end."""


@attrs.frozen(kw_only=True)
class Numbers:
    """How numbers are printed. `padded` prints 05 for 5; `decimals` are those of a percentage, 0 to 6."""

    percentages: Rounding = Rounding.HALF_UP
    decimals: int = attrs.field(default=1)
    trailing_zeros: bool = False
    padded: bool = True
    appendices: Numerals = Numerals.ROMAN

    @decimals.validator
    def _few(self, _: object, decimals: int) -> None:
        if not 0 <= decimals <= 6:
            raise ValueError(f"decimals phải từ 0 đến 6, không phải {decimals}")


class Merge(enum.Enum):
    """What to do with different rows with one id, as in two exports of the same tasks."""

    REJECT = "reject"
    """Reject them all: only the office can say which is right."""
    LATEST = "latest"
    """Take the one updated last, where their update dates tell, and ignore the others."""


class Key(enum.Enum):
    """What tells one task from another, where rows have an id."""

    ID = "id"
    ID_AND_AGENCY = "id-and-agency"
    """A task given to several agencies has a row for each, all with its id: each row is a task of its own agency."""


class Parts(enum.Enum):
    """What counts where a list has tasks and parts of them as tasks: 1, 1.1, 1.2."""

    COUNTED = "counted"
    LEAVES = "leaves"
    """The parts, and tasks without parts."""
    PARENTS = "parents"
    """The tasks as a whole, and none of their parts."""


class UndatedCompletion(enum.Enum):
    """What to do with a task whose stated status says completed, without the day."""

    REJECT = "reject"
    UPDATED_ON = "updated-on"
    """Take the day of the last update, where there is one."""
    DUE_ON = "due-on"
    """Take the due date, where the status says on time."""


class SeveralAgencies(enum.Enum):
    """What several agencies in one cell are, where it does not say which of them leads."""

    AS_WRITTEN = "as-written"
    """One agency, of this name; told."""
    FIRST_LEADS = "first-leads"
    """The first leads, and the others coordinate."""


class AssignedOn(enum.Enum):
    """Where the day of assignment stands."""

    OWN_COLUMN = "own-column"
    DOCUMENT_DATE = "document-date"
    """In a list without a column for it, it is the day of the document that assigns."""


class Statement(enum.Enum):
    """What a status of the office's own words says of its task."""

    COMPLETED = "completed"
    UNFINISHED = "unfinished"
    WITHDRAWN = "withdrawn"


class Encoding(enum.Enum):
    """The font encoding of a list from before Unicode: TCVN3 (".VnTime") or VNI ("VNI-Times")."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@attrs.frozen(kw_only=True)
class Reading:
    """How lists are read where there is a choice."""

    encoding: Encoding = Encoding.UNICODE
    completed_without_date: UndatedCompletion = UndatedCompletion.REJECT
    merge: Merge = Merge.REJECT
    assigned_on: AssignedOn = AssignedOn.OWN_COLUMN
    key: Key = Key.ID
    several_agencies: SeveralAgencies = SeveralAgencies.AS_WRITTEN
    complete_from: dt.date | None = None
    """The day from which on the lists hold every task assigned; unknown where the office does not say."""
    parts: Parts | None = None
    """None counts both, and says so."""
    completed_in_text: bool = False
    """Whether the one day in a text that tells of a completion, or in a result document, is the day of completion."""
    unread: tuple[str, ...] = ()
    """Headers of columns that hold days, marks or words and are rightly not read: nothing is said of them."""
    grants_undated: bool = False
    """Whether the lists lack the days on which extensions were granted, and the office knows what follows from it."""
    nothing_completed: bool = False
    """Whether a list may lack all that says which tasks are completed, because none is."""
    header_rows: tuple[int, ...] = attrs.field(default=())
    """The first and the last row of the header, as the sheet numbers them, where they are not found."""

    @header_rows.validator
    def _first_and_last(self, _: object, rows: tuple[int, ...]) -> None:
        if rows and not (len(rows) == 2 and 0 <= rows[0] <= rows[1] <= LAST_HEADER_ROW):
            raise ValueError(f"header_rows phải là [dòng đầu, dòng cuối] của tiêu đề, trong {LAST_HEADER_ROW} dòng đầu")


class Periods(enum.Enum):
    """What to do with a due date that names a period: "Quý II/2021", "6/2021"."""

    REJECT = "reject"
    LAST_DAY = "last-day"
    """Take the last day of the period."""


class Epochs(enum.Enum):
    """What numbers that count from 1970 count, where columns of days hold such numbers."""

    REJECT = "reject"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"


VIETNAM = "Asia/Ho_Chi_Minh"


@attrs.frozen(kw_only=True)
class Dates:
    """How cells of days are read that can mean several days, or none."""

    year: int | None = attrs.field(default=None)
    """The year of days that are written without one."""
    periods: Periods = Periods.REJECT
    no_deadline: tuple[str, ...] = ()
    """Words in place of a due date that mean that there is none."""
    blank: tuple[str, ...] = ()
    """What stands in a cell of a day that is meant to be empty: "NULL", "0000-00-00"."""
    epochs: Epochs = Epochs.REJECT
    zone: str = attrs.field(default=VIETNAM)
    """The time zone in which a moment with an offset from UTC has its day."""
    utc: bool = False
    """Whether moments without an offset are in UTC."""
    far: tuple[dt.date, ...] = ()
    """Days that are right though they are ten years or more from all others."""

    @year.validator
    def _sound(self, _: object, year: int | None) -> None:
        if year is not None and not 2000 <= year <= 2100:
            raise ValueError(f"year phải từ 2000 đến 2100, không phải {year}")

    @zone.validator
    def _known(self, _: object, zone: str) -> None:
        _ = self.tzinfo

    @property
    def tzinfo(self) -> dt.tzinfo:
        """The time zone. Vietnam has had one offset since 1975, so the usual zone needs no database of zones."""
        if self.zone == VIETNAM:
            return _VIETNAM
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self.zone)
        except (ValueError, OSError, LookupError):
            raise ValueError(f'không có múi giờ "{self.zone}"; ví dụ: "{VIETNAM}"') from None


_VIETNAM = dt.timezone(dt.timedelta(hours=7))


@attrs.frozen(kw_only=True)
class Profile:
    """All settings of an office. The default is complete, and suits no office in particular."""

    office: Office = Office()
    wording: Wording = Wording()
    numbers: Numbers = Numbers()
    rules: Rules = Rules()
    checks: Checks = Checks()
    """The process checks to make. Their results are printed apart from the findings handed in."""
    intake: Reading = Reading()
    dates: Dates = Dates()
    calendar: Calendar = Calendar.CIVIL
    ageing_bands: tuple[int, ...] = attrs.field(default=AGEING_BANDS)
    """The last day of each band of days overdue; one more band has whatever is older."""
    agency_table: bool = True
    """Whether an appendix has the figures of every agency."""
    columns: Named = attrs.field(factory=dict)
    """Headers by field, where they are not the usual ones; several for a field with several columns, in order."""
    statuses: Mapping[str, Statement] = attrs.field(factory=dict)
    """What the office's own statuses say. They win over the words that are understood without it."""
    agencies: tuple[Agency, ...] = attrs.field(default=(), validator=lambda _, __, agencies: names_of(agencies))
    """The agencies in the order of protocol; if any are given, any other name is a problem."""
    source: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    render: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)

    @ageing_bands.validator
    def _ascending(self, _: object, bands: tuple[int, ...]) -> None:
        if not bands or any(end <= start for start, end in pairwise((0, *bands))):
            raise ValueError("ageing_bands phải là các số ngày tăng dần, ví dụ [30, 60, 90]")
