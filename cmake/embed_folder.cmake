# embed_folder(header folder)
# Writes a header that holds every file below a folder as built_in::kConsole; made anew when one changes.
function(embed_folder header folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DFOLDER=${folder} "-DFILES=${files}" -P ${CMAKE_SOURCE_DIR}/cmake/write_folder.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/write_folder.cmake
    VERBATIM)
endfunction()
