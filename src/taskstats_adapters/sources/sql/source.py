"""Tables and views of a database (an SQLite file, a SQLAlchemy URL) as sheets, read-only and streamed."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from taskstats_adapters.contract import PLAIN, Options, Row, Sheet, Source, hookimpl
from taskstats_adapters.office.fields import recognised
from taskstats_adapters.sources.common.options import check_options, no_sheet, same_name
from taskstats_adapters.sources.sql.columns import cell_of, plan
from taskstats_adapters.vietnamese.text import visible

if TYPE_CHECKING:
    from sqlalchemy import Connection, Inspector
    from sqlalchemy.engine.interfaces import ReflectedColumn

    from taskstats_adapters.sources.sql.database import Database


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """All tables and views of the default schema, or the one in the option `sheet` ("schema.table" in another).

    Row 0 has the names of the columns; the others are in the order of the primary key, if there is one. Rows are
    queried when they are iterated over. Raises SourceError.
    """
    import sqlalchemy

    from taskstats_adapters.sources.sql.connections import open_database

    database = open_database(origin)
    check_options(database.where, options, "sheet")
    with database.connection() as connection:
        inspector = sqlalchemy.inspect(connection)
        if "sheet" in options:
            tables = [_table(database.where, inspector, str(options["sheet"]))]
        else:
            inherited = _inherited(connection)
            tables = [(None, name) for name in _names(inspector) if name not in inherited]
        views = set() if "sheet" in options else _views_beside_lists(inspector, [name for _, name in tables])
    for schema, name in tables:
        sheet = _sheet(database, schema, name)
        if name in views:
            sheet = attrs.evolve(sheet, rows=(), ignored="khung nhìn bên cạnh các bảng")
        elif views:
            sheet = attrs.evolve(sheet, notes=(("W-VIEW", _views_told(views)),))
        yield sheet


def _views_beside_lists(inspector: Inspector, names: Sequence[str]) -> set[str]:
    """The views that are lists, in a database with tables that are: their tasks would count twice."""
    views = {*inspector.get_view_names()}
    lists = {name for name in names if _is_list(inspector, name)}
    return views & lists if lists - views else set()


def _is_list(inspector: Inspector, name: str) -> bool:
    """Whether the columns are those of a list. A view that is broken says so when it is read."""
    import sqlalchemy as sa

    try:
        return recognised([about["name"] for about in _described(inspector, name)]) > 1
    except sa.exc.DBAPIError:
        return False


def _views_told(views: set[str]) -> str:
    names = ", ".join(f'"{name}"' for name in sorted(views))
    return (
        f"cơ sở dữ liệu còn có khung nhìn {names} cũng là danh sách; chỉ đọc các bảng để không tính hai lần; "
        "muốn đọc khung nhìn, hãy chọn nó (--sheet, hoặc [source.sql] sheet trong hồ sơ)"
    )


def _described(inspector: Inspector, name: str, schema: str | None = None) -> Sequence[ReflectedColumn]:
    """The columns of a table or a view."""
    import sqlalchemy as sa

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)  # about types that SQLAlchemy does not know
        return inspector.get_columns(name, schema)


def _names(inspector: Inspector, schema: str | None = None) -> list[str]:
    """The tables and views of a schema."""
    names = {*inspector.get_table_names(schema), *inspector.get_view_names(schema)}
    if inspector.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql.base import PGInspector

        names |= {*inspector.get_materialized_view_names(schema)}
        if isinstance(inspector, PGInspector):
            names |= {*inspector.get_foreign_table_names(schema)}
    return sorted(names)


def _inherited(connection: Connection) -> set[str]:
    """The tables, such as partitions, whose rows PostgreSQL also shows in a parent, and which would be read twice.

    Tables of other schemas may have the same names, and may be between two tables of this one in the hierarchy.
    """
    import sqlalchemy as sa

    if connection.dialect.name != "postgresql":
        return set()
    tables = sa.table("pg_class", sa.column("oid"), sa.column("relname"), schema="pg_catalog")
    links = sa.table("pg_inherits", sa.column("inhrelid"), sa.column("inhparent"), schema="pg_catalog")
    visible = sa.select(tables.c.oid, tables.c.relname).where(sa.func.pg_catalog.pg_table_is_visible(tables.c.oid))
    above = sa.select(links.c.inhrelid, links.c.inhparent).cte(recursive=True)
    above = above.union(
        sa.select(above.c.inhrelid, links.c.inhparent).join_from(above, links, above.c.inhparent == links.c.inhrelid)
    )
    child, parent = visible.subquery(), visible.subquery()
    return set(
        connection.scalars(
            sa.select(child.c.relname)
            .join_from(child, above, child.c.oid == above.c.inhrelid)
            .join(parent, parent.c.oid == above.c.inhparent)
        )
    )


def _table(where: str, inspector: Inspector, wanted: str) -> tuple[str | None, str]:
    """The schema and the name of the wanted table: in the default schema, else in the one that `wanted` names.

    Raises SourceError (E-SHEET).
    """
    schemas = (name for name in inspector.get_schema_names() if same_name(wanted[: len(name) + 1], f"{name}."))
    for schema in (None, *schemas):
        names = _names(inspector, schema)
        for same in (str.__eq__, same_name):
            found = [name for name in names if same(_shown(schema, name), wanted)]
            if len(found) == 1:
                return schema, found[0]
    raise no_sheet(where, _names(inspector), wanted, "bảng")


def _shown(schema: str | None, name: str) -> str:
    return name if schema is None else f"{schema}.{name}"


def _sheet(database: Database, schema: str | None, name: str) -> Sheet:
    columns: list[str] = []

    def locate(sheet: str, row: int, column: int | None) -> str:
        place = f"bảng {sheet}, dòng {row}" if row else f"bảng {sheet}, tên cột"
        if column is None:
            return place
        return f"{place}, cột {visible(columns[column]) if column < len(columns) else column + 1}"

    return Sheet(_shown(schema, name), _rows(database, schema, name, columns), first_row=0, locate=locate)


def _rows(database: Database, schema: str | None, name: str, columns: list[str]) -> Iterator[Row]:
    import sqlalchemy as sa

    reached = 0

    def place() -> str:
        return f"bảng {_shown(schema, name)}" + (f", sau dòng {reached}" if reached else "")

    with database.connection(place) as connection:
        inspector = sa.inspect(connection)
        described = _described(inspector, name, schema)
        columns += [about["name"] for about in described]
        yield tuple(columns)
        table = sa.table(name, *map(sa.column, columns), schema=schema)
        columns_read = [plan(table.c[about["name"]], about["type"], connection.dialect.name) for about in described]
        key = [table.c[column] for column in inspector.get_pk_constraint(name, schema)["constrained_columns"]]
        query = sa.select(*(selected for selected, _ in columns_read)).select_from(table).order_by(*key)
        as_they_are = all(read is cell_of for _, read in columns_read)
        with connection.execute(query, execution_options={"stream_results": True}) as result:
            for row in result:
                reached += 1
                if as_they_are and PLAIN.issuperset(map(type, row)):
                    yield tuple(row)
                else:
                    yield tuple(read(value) for (_, read), value in zip(columns_read, row, strict=True))


SOURCE = Source(
    name="sql",
    summary="bảng trong cơ sở dữ liệu: tệp SQLite (.db, .sqlite, .sqlite3) hoặc địa chỉ như postgresql://…",
    read=read,
    suffixes=(".db", ".sqlite", ".sqlite3"),
    schemes=("sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"),
    requires=("sqlalchemy", "psycopg"),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of databases."""
    return (SOURCE,)
