#!/usr/bin/env bash
# Builds the two WebAssembly modules into dist/. With rustup's target (`rustup target add wasm32-unknown-unknown`) plain
# cargo does; else the compiler and the standard library's sources come from Debian, into target/wasm-toolchain.
set -euo pipefail
cd "$(dirname "$0")"

target=wasm32-unknown-unknown
flags="--remap-path-prefix=$HOME=~ --remap-path-prefix=$(cd ../.. && pwd)=."
std=()
if [ ! -d "$(rustc --print target-libdir --target $target)" ]; then
    root=${WASM_TOOLCHAIN:-$PWD/target/wasm-toolchain}
    if [ ! -x "$root/usr/bin/rustc" ]; then
        (
            mkdir -p "$root.debs" && cd "$root.debs"
            apt-get update -qq
            dependency() { apt-cache depends "$1" | sed -n "s/.*Depends: \($2\)\$/\1/p"; }
            std=$(dependency rustc-web 'libstd-rust-web-dev')
            lib=$(dependency "$std" 'libstd-rust-web-[0-9.]*')
            llvm=$(dependency "$lib" 'libllvm[0-9]*')
            apt-get download -qq rustc-web rust-web-src "$std" "$lib" "$llvm"
            for deb in *.deb; do dpkg -x "$deb" "$root"; rm "$deb"; done
        )
        rmdir "$root.debs"
    fi
    # The ordinary toolchain has the linker; ask it before RUSTC is another.
    linker=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker
    export RUSTC=$root/usr/bin/rustc LD_LIBRARY_PATH=$root/usr/lib/$(uname -m)-linux-gnu RUSTC_BOOTSTRAP=1
    flags+=" --remap-path-prefix=$root=."
    std=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)
fi
# Another compiler would build everything anew, so it has a directory of its own.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/wasm RUSTFLAGS=$flags
mkdir -p dist
build() {
    cargo build --locked --release --quiet --target $target "${std[@]}" "${@:2}"
    npx wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
        --enable-reference-types --enable-multivalue --strip-debug --strip-producers \
        -o "dist/$1" "$CARGO_TARGET_DIR/$target/release/nse_query.wasm"
}
build nse_query.wasm
build nse_query_eval.wasm --features eval
