# Completion of sitbreak for bash. What can be suggested as a movement is asked of the daemon, if one answers at once.

_sitbreak() {
    local IFS=$' \t\n' word=${COMP_WORDS[COMP_CWORD]} offered='' lengths='5min 10min 15min 30min 45min 1h'
    case ${COMP_WORDS[*]:1:COMP_CWORD-1} in
        '') offered='status snooze skip pause resume break stand sit away move test config doctor report whatif history --version' ;;
        status*) offered='--json --waybar --i3bar --polybar --follow' ;;
        snooze) offered=$lengths ;;
        pause) offered="$lengths until" ;;
        'pause until') offered='12:00 14:00 17:00 tomorrow Mon Tue Wed Thu Fri Sat Sun' ;;
        'stand --for' | 'away --for') offered=$lengths ;;
        stand | away) offered='--for' ;;
        move) offered="$(timeout 1 sitbreak move 2>/dev/null | cut -d ' ' -f 1) --notify" ;;
        'move '*) offered='--notify' ;;
        report) offered='today yesterday week month year --from --to --json --csv --html --open' ;;
        'report '*' --from' | 'report --from' | 'report '*' --to') offered='today yesterday' ;;
        'report '*' --html' | 'report --html') [[ $word == -* ]] || compopt -o default ;;
        'report '*) offered='--from --to --json --csv --html --open' ;;
        'whatif '*' --from' | 'whatif --from' | 'whatif '*' --to') offered='today yesterday' ;;
        'whatif '*' --limit' | 'whatif --limit' | 'whatif '*' --break' | 'whatif --break') offered=$lengths ;;
        whatif*) offered='--limit --break --from --to --json' ;;
        history) offered='export import delete path' ;;
        'history export' | 'history import') [[ $word == -* ]] || compopt -o default ;;
        'history delete --before' | 'history delete '*' --before') offered='today yesterday' ;;
        'history delete'*) offered='--before --all --yes' ;;
        config) offered='check show path default' ;;
        doctor) offered='--json' ;;
        'config check') [[ $word == -* ]] || compopt -o default ;;
    esac
    [[ $word == -* ]] && offered+=' --help'
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$word")
}

complete -F _sitbreak sitbreak
