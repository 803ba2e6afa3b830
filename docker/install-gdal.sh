#!/usr/bin/env bash
# Makes the Java library of the GDAL that this machine's distribution packages, and prints the directory
# that holds it (gdal.jar and libgdalalljni.so): Debian and Ubuntu ship libgdal without it.
# Built from the distribution's own source package, so that jar, library and libgdal always match.
# Done once: later runs only print the directory. Progress goes to stderr.
set -euo pipefail

cache=${PENUMBRA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/penumbra}
packages=(libgdal-dev swig g++ dpkg-dev)

say() { echo "$*" >&2; }

refuse() {
    say "GDAL cannot be set up: $1"
    say "$2"
    exit 1
}

# Runs a step quietly; shows the end of what it said only when it fails.
quietly() { "$@" >>"$work/log" 2>&1; }
must() {
    local what=$1 todo=$2
    shift 2
    quietly "$@" || { tail -n 20 "$work/log" >&2; refuse "$what" "$todo"; }
}

# Source version of the newest libgdal installed (its binary rebuilds share one interface); nothing where there is none.
libgdal_version() {
    { dpkg-query -W -f='${db:Status-Status} ${source:Version}\n' 'libgdal[0-9]*' 2>/dev/null || true; } |
        sed -n 's/^installed //p' | sort -V | tail -n 1
}

# The directory carries the version without its epoch: a colon would split the library path.
directory() { echo "$cache/gdal-${1#*:}"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

install_packages() {
    local wanted=() package
    for package in "${packages[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || wanted+=("$package")
    done
    [ ${#wanted[@]} = 0 ] && return
    local todo="Run as root:  apt-get update && apt-get install ${wanted[*]}   and start again."
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || refuse "installing ${wanted[*]} needs root." "$todo"
    say "  installing ${wanted[*]}"
    local install=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y --no-install-recommends
        install "${wanted[@]}")
    # the package lists may be absent or stale: fetch them only when the first attempt says so
    quietly "${install[@]}" || {
        quietly as_root apt-get -o DPkg::Lock::Timeout=300 update || true
        must "the packages ${wanted[*]} could not be installed." "$todo" "${install[@]}"
    }
}

# The distribution's GDAL source, fetched through source lists that live only as long as this run:
# the machine's own ones with deb-src instead of deb, so that mirror, suites and keys are those in use.
fetch_source() {
    local version=$1 list
    mkdir -p "$work"/apt/{parts,lists/partial,archives/partial}
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -f "$list" ] && sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$list" >"$work/apt/parts/$(basename "$list" .list).list"
    done
    for list in /etc/apt/sources.list.d/*.sources; do
        [ -f "$list" ] && sed 's/^Types:.*/Types: deb-src/' "$list" >"$work/apt/parts/$(basename "$list")"
    done
    local apt=(apt-get -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/apt/parts"
        -o Dir::State::lists="$work/apt/lists" -o Dir::Cache="$work/apt" -o APT::Sandbox::User="$(id -un)")
    say "  fetching the source of GDAL $version"
    # a mirror of something else may fail; what counts is that the source is found
    quietly "${apt[@]}" update || true
    must "its source package could not be fetched." "Check the network and the package mirror (apt-get update), and start again." \
        "${apt[@]}" --download-only source "gdal=$version"
    must "its source package could not be unpacked." "Start again." dpkg-source --no-check -x gdal_*.dsc source
}

build() {
    local java_home=$1 module
    say "  compiling"
    for module in gdalconst gdal ogr osr gnm; do
        mkdir -p "java/org/gdal/$module"
        must "swig failed." "Report this with the lines above." \
            swig -c++ -java -package "org.gdal.$module" -outdir "java/org/gdal/$module" -o "${module}_wrap.cpp" \
            -Isource/swig/include -Isource/swig/include/java "source/swig/include/$module.i"
    done
    # shellcheck disable=SC2046  # gdal-config prints several words
    must "the compiler failed." "Report this with the lines above." \
        g++ -shared -fPIC -O1 -w -fno-strict-aliasing -I"$java_home/include" -I"$java_home/include/linux" $(gdal-config --cflags) \
        ./*_wrap.cpp -o made/libgdalalljni.so -lgdal
    find java -name '*.java' >java.files
    must "the Java compiler failed." "Report this with the lines above." \
        "$java_home/bin/javac" -nowarn --release 17 -encoding UTF-8 -d classes @java.files
    must "the jar could not be written." "Report this with the lines above." \
        "$java_home/bin/jar" --create --file made/gdal.jar -C classes .
}

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || refuse "this is not a Debian or Ubuntu system." \
    "Use the container image (docker/Dockerfile), or set PENUMBRA_GDAL to a directory that holds gdal.jar and libgdalalljni.so of your GDAL."

version=$(libgdal_version)
if [ -n "$version" ] && [ -f "$(directory "$version")/gdal.jar" ]; then
    directory "$version"
    exit
fi

say "Setting up GDAL (once, about a minute) …"
javac=$(command -v javac) || refuse "no Java compiler was found." "Install a JDK 17 or newer, for example: apt-get install openjdk-17-jdk-headless"
java_home=$(dirname "$(dirname "$(readlink -f "$javac")")")
mkdir -p "$cache" || refuse "$cache cannot be written." "Set PENUMBRA_CACHE to a directory that can."
work=$(mktemp -d "$cache/.gdal-XXXXXX")
trap 'rm -rf "$work"' EXIT
install_packages
version=$(libgdal_version)
cd "$work"
mkdir made
fetch_source "$version"
build "$java_home"
chmod 755 made
# whoever finishes first wins: what they made is the same
mv -T made "$(directory "$version")" 2>/dev/null || [ -f "$(directory "$version")/gdal.jar" ] ||
    refuse "$(directory "$version") cannot be written." "Remove it, or set PENUMBRA_CACHE to another directory."
directory "$version"
