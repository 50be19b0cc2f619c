# embed_files(header RULES file SOURCES file...)
# Writes a header that holds the text of files as built_in::kSources and built_in::kQualityRules; made anew when one changes.
function(embed_files header)
  cmake_parse_arguments(embed "" "RULES" "SOURCES" ${ARGN})
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DRULES=${embed_RULES} "-DSOURCES=${embed_SOURCES}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    DEPENDS ${embed_RULES} ${embed_SOURCES} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    VERBATIM)
endfunction()
