# Completion of sitbreak for fish. What can be suggested as a movement is asked of the daemon, if one answers at once.

# The lines of `sitbreak move` are an id, a title and a place, two spaces or more apart.
function __sitbreak_movements
    timeout 1 sitbreak move 2>/dev/null | string replace --regex ' {2,}\S+$' '' | string replace --regex ' {2,}' \t
end

# Whether the words between sitbreak and the one that is completed are these.
function __sitbreak_after
    set --local words (commandline --tokenize --cut-at-cursor --current-process)
    test "$words[2..]" = "$argv"
end

set --local lengths '5min 10min 15min 30min 45min 1h'

complete -c sitbreak --no-files
complete -c sitbreak -s h -l help -d 'Print what there is'
complete -c sitbreak -n __sitbreak_after -l version -d 'Print the version'

complete -c sitbreak -n __sitbreak_after -a status -d 'How long you have been sitting'
complete -c sitbreak -n __sitbreak_after -a snooze -d 'Put off the reminder that is due'
complete -c sitbreak -n __sitbreak_after -a skip -d 'Skip a reminder'
complete -c sitbreak -n __sitbreak_after -a pause -d 'No reminders for some time'
complete -c sitbreak -n __sitbreak_after -a resume -d 'End a pause'
complete -c sitbreak -n __sitbreak_after -a break -d 'You are getting up now'
complete -c sitbreak -n __sitbreak_after -a stand -d 'You work standing'
complete -c sitbreak -n __sitbreak_after -a sit -d 'You sit'
complete -c sitbreak -n __sitbreak_after -a away -d 'You are not at the desk'
complete -c sitbreak -n __sitbreak_after -a move -d 'List the movements, or show one'
complete -c sitbreak -n __sitbreak_after -a test -d 'Show a sample reminder'
complete -c sitbreak -n __sitbreak_after -a config -d 'Look at the settings'
complete -c sitbreak -n __sitbreak_after -a doctor -d 'What keeps a reminder from coming'
complete -c sitbreak -n __sitbreak_after -a report -d 'Look back on how you sat'
complete -c sitbreak -n __sitbreak_after -a whatif -d 'What other settings would have done'
complete -c sitbreak -n __sitbreak_after -a history -d 'Take along, bring back or delete what was recorded'

set --local status_ '__fish_seen_subcommand_from status'
complete -c sitbreak -n $status_ -l json -d 'For programs'
complete -c sitbreak -n $status_ -l waybar -d 'For waybar'
complete -c sitbreak -n $status_ -l i3bar -d 'For i3 and sway'
complete -c sitbreak -n $status_ -l polybar -d 'For polybar'
complete -c sitbreak -n $status_ -l follow -d 'Go on with a line at each change'

complete -c sitbreak -n '__sitbreak_after snooze' -a $lengths
complete -c sitbreak -n '__sitbreak_after pause' -a "$lengths until"
complete -c sitbreak -n '__sitbreak_after pause until' \
    -a '12:00 14:00 17:00 tomorrow Mon Tue Wed Thu Fri Sat Sun'
complete -c sitbreak -n '__fish_seen_subcommand_from stand away' -l for --exclusive \
    -a $lengths -d 'For how long'

complete -c sitbreak -n '__sitbreak_after move' -a '(__sitbreak_movements)'
complete -c sitbreak -n '__fish_seen_subcommand_from move' -l notify \
    -d 'Show it as a notification'

complete -c sitbreak -n '__sitbreak_after config' -a check -d 'What is wrong in the file'
complete -c sitbreak -n '__sitbreak_after config' -a show -d 'The settings in force'
complete -c sitbreak -n '__sitbreak_after config' -a path -d 'Where the file is'
complete -c sitbreak -n '__sitbreak_after config' -a default -d 'Every setting, commented'
complete -c sitbreak -n '__sitbreak_after config check' --force-files

complete -c sitbreak -n '__fish_seen_subcommand_from doctor' -l json -d 'For programs'

complete -c sitbreak -n '__sitbreak_after report' -a 'today yesterday week month year'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l from --exclusive \
    -a 'today yesterday' -d 'The first day'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l to --exclusive \
    -a 'today yesterday' -d 'The last day'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l json -d 'For programs'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l csv -d 'The bouts, for spreadsheets'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l html --require-parameter --force-files \
    -d 'A page for a browser'
complete -c sitbreak -n '__fish_seen_subcommand_from report' -l open -d 'The page in your browser'

set --local whatif_ '__fish_seen_subcommand_from whatif'
complete -c sitbreak -n $whatif_ -l limit --exclusive -a $lengths -d 'After how much sitting'
complete -c sitbreak -n $whatif_ -l break --exclusive -a $lengths -d 'How long a break has to be'
complete -c sitbreak -n $whatif_ -l from --exclusive -a 'today yesterday' -d 'The first day'
complete -c sitbreak -n $whatif_ -l to --exclusive -a 'today yesterday' -d 'The last day'
complete -c sitbreak -n $whatif_ -l json -d 'For programs'

complete -c sitbreak -n '__sitbreak_after history' -a export -d 'Write all of it as lines of JSON'
complete -c sitbreak -n '__sitbreak_after history' -a import -d 'Add what was exported'
complete -c sitbreak -n '__sitbreak_after history' -a delete -d 'Delete all of it, or what is old'
complete -c sitbreak -n '__sitbreak_after history' -a path -d 'Where it is kept'
complete -c sitbreak -n '__sitbreak_after history export' --force-files
complete -c sitbreak -n '__sitbreak_after history import' --force-files
set --local delete_ '__fish_seen_subcommand_from history; and __fish_seen_subcommand_from delete'
complete -c sitbreak -n $delete_ -l before --exclusive -a 'today yesterday' -d 'What was over before that day'
complete -c sitbreak -n $delete_ -l all -d 'All of it'
complete -c sitbreak -n $delete_ -l yes -d 'Do not ask'
