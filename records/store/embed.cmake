# Turns .sql files into a header: run as  cmake -DOUT=FILE -DDIR=FOLDER -P embed.cmake
# A file with "-- name: NAME" lines gives one constant for each; a migration gives one for the whole file.

set(text "#pragma once\n// Made from records/store/*.sql by embed.cmake; do not edit.\n\nnamespace countersign::records::sql {\n")

macro(add_constant name body)
  string(APPEND text "inline constexpr char ${name}[] = R\"sql(${body})sql\";\n")
endmacro()

file(GLOB migrations "${DIR}/migrations/*.sql")
foreach(path IN LISTS migrations)
  file(READ "${path}" body)
  get_filename_component(name "${path}" NAME_WE)
  add_constant("migration_${name}" "${body}")
endforeach()

set(mark "-- name: ")
string(LENGTH "${mark}" mark_length)
file(GLOB groups "${DIR}/sql/*.sql")
foreach(path IN LISTS groups)
  file(READ "${path}" rest)
  string(FIND "${rest}" "${mark}" at)
  while(at GREATER_EQUAL 0)
    math(EXPR start "${at} + ${mark_length}")
    string(SUBSTRING "${rest}" ${start} -1 rest)
    string(FIND "${rest}" "\n" line_end)
    string(SUBSTRING "${rest}" 0 ${line_end} name)
    string(SUBSTRING "${rest}" ${line_end} -1 rest)
    string(FIND "${rest}" "${mark}" at)
    string(SUBSTRING "${rest}" 0 ${at} body)
    string(STRIP "${body}" body)
    add_constant("${name}" "${body}")
  endwhile()
endforeach()

string(APPEND text "}  // namespace countersign::records::sql\n")
file(WRITE "${OUT}" "${text}")
