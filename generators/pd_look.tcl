# Loaded by Pd's window: writes down, ten times a second, which windows there are and all that each
# shows. Where: the environment variable PD_LOOK. Columns are apart by tabs. Points laid beside it, in
# PD_LOOK.drag, are the way of a mouse: the window's title, then x and y of each.
proc look_at {window} {
    set canvas $window.c
    set rows [list [join [list window [wm title $window] [winfo x $window] [winfo y $window] \
        [winfo rootx $canvas] [winfo rooty $canvas] [winfo width $canvas] [winfo height $canvas]] \t]]
    foreach item [$canvas find all] {
        set kind [$canvas type $item]
        set text [expr {$kind eq "text" ? [$canvas itemcget $item -text] : ""}]
        set fill [$canvas itemcget $item -fill]
        set line [expr {$kind eq "line" || $kind eq "text" ? $fill : [$canvas itemcget $item -outline]}]
        lappend rows [join [list item $kind {*}[$canvas bbox $item] $fill $line [string map {\t { } \n "\\n"} $text]] \t]
    }
    return $rows
}

proc drag {window points} {
    foreach {x y} [lrange $points 0 1] {
        event generate $window.c <Motion> -x $x -y $y
        event generate $window.c <Button-1> -x $x -y $y
    }
    foreach {x y} [lrange $points 2 end] {
        event generate $window.c <Motion> -x $x -y $y -state 0x100
    }
    event generate $window.c <ButtonRelease-1> -x $x -y $y
}

proc look {} {
    if {[file exists $::env(PD_LOOK).drag]} {
        set file [open $::env(PD_LOOK).drag]
        gets $file title
        gets $file points
        close $file
        file delete $::env(PD_LOOK).drag
        foreach window [winfo children .] {
            if {[winfo exists $window.c] && [wm title $window] eq $title} {
                drag $window $points
            }
        }
    }
    set rows {}
    foreach window [winfo children .] {
        if {[winfo exists $window.c] && [winfo viewable $window.c]} {
            pdtk_canvas_getscroll $window.c ;# measured while a window opens, its bars may stay for nothing
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
