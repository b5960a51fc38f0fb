"""The Word file, laid out as Decree 30/2020/NĐ-CP asks."""
