# The guided tour on each of $panels (all of them if empty), and the layout audit over what it saw. Names in states-* show what no
# tour comes to: refusals, a full disk, a terminal out of service. Sourced by scripts/test.

tours=build/tours
rm -rf "$tours"
mkdir -p "$tours"
build/asan/countersign-admin --data "$tours/demo" init --demo >/dev/null

# name, pixels, millimetres, further arguments
[ -n "$panels" ] || panels="
10in-100      1280x800   217x136
10in-160      1280x800   217x136  --text-scale 160
10in-200      1280x800   217x136  --text-scale 200
15in          1920x1080  344x194
21in          1920x1080  476x268
21in-portrait 1080x1920  268x476
32in-100      3840x2160  708x398
32in-160      3840x2160  708x398  --text-scale 160
32in-200      3840x2160  708x398  --text-scale 200
10in-fr-dark  1280x800   217x136  --language fr --theme dark
21in-es-hc    1920x1080  476x268  --language es --theme high-contrast
states-10in-100      1280x800   217x136
states-10in-fr-200   1280x800   217x136  --language fr --text-scale 200
states-15in-fr       1920x1080  344x194  --language fr
states-portrait-160  1080x1920  268x476  --language es --text-scale 160 --theme dark
"

play_tour() {
  local name=$1 window=$2 panel=$3
  shift 3
  local show=(build/asan/countersign-kiosk --data "$tours/demo" --tour "$tours/$name")
  [[ $name != states-* ]] || show=(build/asan/view_shots "$tours/$name")
  on_virtual_screen "${show[@]}" --window "$window" --panel-mm "$panel" "$@" >"$tours/$name.txt" 2>&1 ||
    { tail -n 20 "$tours/$name.txt" >&2; return 1; }
  build/asan/layout_audit "$tours/$name" >>"$tours/$name.txt" || { tail -n 40 "$tours/$name.txt" >&2; return 1; }
  tail -n 2 "$tours/$name.txt"
}

# Two at a time: one a processor.
export -f play_tour on_virtual_screen
export tours ASAN_OPTIONS=$without_leaks
results=$(grep -v '^$' <<<"$panels" | xargs -P "$(nproc)" -I{} bash -c 'play_tour {} >&2 && echo passed || echo failed')
count "$(grep -c passed <<<"$results" || true)" "$(grep -c failed <<<"$results" || true)"
