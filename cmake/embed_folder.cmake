# embed_folder(header folder name=file...)
# Writes a header that holds every file below a folder, and others under another name, as built_in::kConsole; made anew when one changes.
function(embed_folder header folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  list(TRANSFORM ARGN REPLACE "^[^=]+=" "" OUTPUT_VARIABLE others)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DFOLDER=${folder} "-DFILES=${files}" "-DOTHERS=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/write_folder.cmake
    DEPENDS ${files} ${others} ${CMAKE_SOURCE_DIR}/cmake/write_folder.cmake
    VERBATIM)
endfunction()
