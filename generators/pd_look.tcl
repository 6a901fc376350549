# Loaded by Pd's window: writes down, ten times a second, which windows there are and all that each
# shows. Where: the environment variable PD_LOOK. Columns are apart by tabs.
proc look_at {window} {
    set canvas $window.c
    set rows [list [join [list window [wm title $window] [winfo x $window] [winfo y $window] \
        [winfo rootx $canvas] [winfo rooty $canvas] [winfo width $canvas] [winfo height $canvas] \
        [expr {[winfo ismapped $window.xscroll] || [winfo ismapped $window.yscroll]}]] \t]]
    foreach item [$canvas find all] {
        set kind [$canvas type $item]
        set text [expr {$kind eq "text" ? [$canvas itemcget $item -text] : ""}]
        set fill [$canvas itemcget $item -fill]
        set line [expr {$kind eq "line" || $kind eq "text" ? $fill : [$canvas itemcget $item -outline]}]
        lappend rows [join [list item $kind {*}[$canvas bbox $item] $fill $line [string map {\t { } \n "\\n"} $text]] \t]
    }
    return $rows
}

proc look {} {
    set rows {}
    foreach window [winfo children .] {
        if {[winfo exists $window.c] && [winfo viewable $window.c]} {
            lappend rows {*}[look_at $window]
        }
    }
    set file [open $::env(PD_LOOK).new w]
    fconfigure $file -encoding utf-8
    puts $file [join $rows \n]
    close $file
    file rename -force $::env(PD_LOOK).new $::env(PD_LOOK)
    after 100 look
}

wm withdraw .pdwindow
after 100 look
