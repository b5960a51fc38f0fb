#!/usr/bin/env bash
# Draws bao-cao-05-2021.png: pages 1 and 3 of the example's Word report, side by side.
# Needs taskstats, soffice (LibreOffice), pdftoppm (poppler) and convert (ImageMagick).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
example=$here/../../examples/lang_son_2021_05
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

taskstats report "$example/nhiem-vu.xlsx" --period 2021-05 --profile "$example/lang-son.toml" \
    --findings "$example/van-ban-chua-dung-quy-trinh.csv" -o "$work/report.docx"
soffice "-env:UserInstallation=file://$work/home" --headless --convert-to pdf --outdir "$work" "$work/report.docx" >/dev/null
for page in 1 3; do
    pdftoppm -png -r 72 -f "$page" -l "$page" -singlefile "$work/report.pdf" "$work/$page"
done
convert "$work/1.png" "$work/3.png" -bordercolor gray60 -border 1 -bordercolor white -border 8 \
    -background white -gravity center +append -colorspace gray -colors 16 -strip "$here/bao-cao-05-2021.png"
