# Sourced by packaging/run and packaging/test: what they need from Debian 12, and how it gets here.
# shellcheck shell=bash disable=SC2034,SC2154,SC2164 # the two scripts set `root`, the options and use the list

# Compiler and libraries, then what the window loads while it runs.
relata_packages=(
    clang-14 cmake ninja-build mold pkg-config
    libexpected-dev libgl-dev libgraphviz-dev librapidcheck-dev libsqlite3-dev libvulkan-dev
    qt6-base-dev qt6-svg-dev
    breeze-icon-theme fonts-noto-core libqt6sql6-sqlite libqt6svg6
)

# What only the tests need: servers that take the exported SQL.
relata_test_packages=(postgresql-15 mariadb-server-core mariadb-client-core)

say() { printf 'relata: %s\n' "$*" >&2; }

is_installed() { [[ "$(dpkg-query --show --showformat='${db:Status-Abbrev}' "$1" 2>/dev/null)" == ?i* ]]; }

has_candidate() { [[ -n "$(apt-cache madison "$1" 2>/dev/null)" ]]; }

# install_missing PACKAGE...: installs those that are not there; touches nothing where all are.
install_missing() {
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian system, so nothing is installed here; these Debian packages are needed: $*"
        return 0
    fi
    local package missing=() as_root=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "these packages are missing and only root can install them:"
            say "  apt-get install --no-install-recommends ${missing[*]}"
            return 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet --yes)
    say "installing ${missing[*]}"
    for package in "${missing[@]}"; do
        if ! has_candidate "$package"; then
            "${as_root[@]}" update >&2
            break
        fi
    done
    # Package lists that are older than the archive name files that are gone: then they are fetched once more.
    "${as_root[@]}" install --no-install-recommends "${missing[@]}" >&2 && return 0
    say "fetching the package lists again"
    "${as_root[@]}" update >&2
    "${as_root[@]}" install --no-install-recommends "${missing[@]}" >&2
}

# build PRESET [TARGET...]: configures and builds below .build/PRESET.
build() {
    local preset=$1
    shift
    (
        cd "$root"
        cmake --preset "$preset" -Wno-dev
        cmake --build ".build/$preset" --parallel "$(nproc)" ${1:+--target "$@"}
    ) >&2
}
