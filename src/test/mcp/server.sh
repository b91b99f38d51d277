#!/bin/sh
# An MCP server over standard input and output that does what the tests ask of it; nothing but a shell is needed.
# $1: the file to which it writes its process id and that of a child of its own.
sleep 600 &
echo "$$ $!" >>"$1"
echo "Greetings that are no message"
echo "fake is up" >&2
tools='{"name":"echo","description":"says it again","inputSchema":{"type":"object"}}'

reply() { printf '{"jsonrpc":"2.0","id":"%s","result":%s}\n' "$id" "$1"; }
say() { reply "{\"content\":[{\"type\":\"text\",\"text\":\"$1\"}]}"; }

while read -r line; do
  id=$(printf '%s' "$line" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
  case "$line" in
    *'"method":"initialize"'*)
      reply '{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"fake","version":"1"}}' ;;
    *'"method":"ping"'*) reply '{}' ;;
    *'"method":"tools/list"'*) reply "{\"tools\":[$tools]}" ;;
    *'"text":"die"'*) echo 'Error: no more' >&2; exit 3 ;;
    *'"text":"hang"'*) exec sleep 600 ;;
    *'"text":"flood"'*) yes 'no message' ;;
    *'"text":"two MiB"'*) say "$(head -c 2097152 /dev/zero | tr '\0' x)" ;;
    *'"text":"five MiB"'*) say "$(head -c 5242880 /dev/zero | tr '\0' x)" ;;
    *'"text":"environment"'*) say "$(env | sed 's/=.*//' | sort | tr '\n' ' ')MINE=$MINE in $(pwd)" ;;
    *'"text":"grow"'*)
      tools="$tools,{\"name\":\"another\",\"inputSchema\":{\"type\":\"object\"}}"
      printf '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n'
      say grown ;;
    *'"text":"multiply"'*)
      tools=$(i=0; while [ $i -le 256 ]; do printf '%s{"name":"tool%s","inputSchema":{"type":"object"}}' "$comma" $i; comma=,; i=$((i + 1)); done)
      printf '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n'
      say multiplied ;;
    *'"text":"fail"'*) reply '{"isError":true,"content":[{"type":"text","text":"cannot"}]}' ;;
    *'"method":"tools/call"'*) say heard ;;
  esac
done
