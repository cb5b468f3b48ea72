#!/bin/sh
# Usage: tests/deps.sh LIST...      LIST: build, check, fonts, gallery; or "list", which prints all packages
# "fonts" is every font that fonts/catalogue.tsv names; "build" has those of the default theme alone.
# Finds out which of the packages below are not there, says so, and installs them by apt-get: nothing
# else is touched, and nothing happens when all are there. Without apt it prints what is needed.
set -eu
cd "$(dirname "$0")/.."

# list, Debian's package, and the sign by which it is known to be there, however it came:
# a command, a pkg-config module, a C header or a file.
table() {
	cat <<-'END'
	build gcc command gcc
	build libc6-dev header stdio.h
	build pkg-config command pkg-config
	build libxml2-dev module libxml-2.0
	build libharfbuzz-dev module harfbuzz-subset
	build libicu-dev module icu-i18n
	build libdeflate-dev module libdeflate
	build libqrencode-dev module libqrencode
	build libpng-dev module libpng
	build libturbojpeg0-dev module libturbojpeg
	build liblcms2-dev module lcms2
	build libhpdf-dev header hpdf.h
	build libhyphen-dev header hyphen.h
	build hyphen-en-us file /usr/share/hyphen/hyph_en_US.dic
	build hyphen-de file /usr/share/hyphen/hyph_de_DE.dic
	build libgs-common file /usr/share/color/icc/ghostscript/srgb.icc
	build fonts-vollkorn file /usr/share/fonts/truetype/vollkorn/Vollkorn-Regular.ttf
	build fonts-lato file /usr/share/fonts/truetype/lato/Lato-Regular.ttf
	check libcmocka-dev module cmocka
	check clang command clang
	check valgrind command valgrind
	check qpdf command qpdf
	check poppler-utils command pdftotext
	check zbar-tools command zbarimg
	check librsvg2-bin command rsvg-convert
	check python3 file /usr/bin/python3
	check python3-pikepdf file /usr/lib/python3/dist-packages/pikepdf/__init__.py
	check libxml2-utils command xmllint
	check unicode-data file /usr/share/unicode/auxiliary/GraphemeBreakTest.txt
	gallery imagemagick command montage
	END
	awk -F '\t' '!/^#/ && $4 ~ /^\// { print "fonts", $6, "file", $4 }' fonts/catalogue.tsv
}

there() {
	case $1 in
	command) command -v "$2" >/dev/null ;;
	module) pkg-config --exists "$2" 2>/dev/null ;;
	header) echo "#include <$2>" | ${CC:-cc} -E - >/dev/null 2>&1 ;;
	file) [ -e "$2" ] ;;
	esac
}

if [ "$1" = list ]; then
	table | cut -d ' ' -f 2 | sort -u
	exit 0
fi

missing=$(table | while read -r list package kind sign; do
	case " $* " in *" $list "*) there "$kind" "$sign" || echo "$package" ;; esac
done | sort -u | sed 's/^/ /' | tr -d '\n')
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "This needs what Debian calls:$missing"
	echo "There is no apt-get here: install them by your system's own means, then try again."
	exit 1
fi
root=
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "To install, as root: apt-get install --no-install-recommends$missing"
		exit 1
	fi
	root="sudo"
fi

echo "Installing from Debian's packages:$missing"
install() {
	# shellcheck disable=SC2086
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}
known() {
	for package in $missing; do
		apt-cache show "$package" >/dev/null 2>&1 || return 1
	done
}
known || $root apt-get update -qq
# A list that is there may be older than the archive: then it is fetched once and tried again.
install || { $root apt-get update -qq && install; }
