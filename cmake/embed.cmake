# embed_files(header RULES file WORKFLOW file SOURCES file...)
# Writes a header that holds the text of files as built_in::kSources, built_in::kQualityRules and built_in::kWorkflow; made anew when one changes.
function(embed_files header)
  cmake_parse_arguments(embed "" "RULES;WORKFLOW" "SOURCES" ${ARGN})
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DRULES=${embed_RULES} -DWORKFLOW=${embed_WORKFLOW} "-DSOURCES=${embed_SOURCES}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    DEPENDS ${embed_RULES} ${embed_WORKFLOW} ${embed_SOURCES} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    VERBATIM)
endfunction()
