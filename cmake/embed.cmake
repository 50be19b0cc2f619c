# embed_files(header RULES file WORKFLOW file SCHEDULES file SOURCES file...)
# Writes a header that holds the text of files as built_in::kSources, kQualityRules, kWorkflow and kSchedules; made anew when one changes.
function(embed_files header)
  cmake_parse_arguments(embed "" "RULES;WORKFLOW;SCHEDULES" "SOURCES" ${ARGN})
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DHEADER=${header} -DRULES=${embed_RULES} -DWORKFLOW=${embed_WORKFLOW} -DSCHEDULES=${embed_SCHEDULES} "-DSOURCES=${embed_SOURCES}" -P ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    DEPENDS ${embed_RULES} ${embed_WORKFLOW} ${embed_SCHEDULES} ${embed_SOURCES} ${CMAKE_SOURCE_DIR}/cmake/write_embedded.cmake
    VERBATIM)
endfunction()
