<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ComputerDialog</name>
    <message numerus="yes">
        <source>%n thing(s) should be mended.</source>
        <translation>
            <numerusform>%n thing should be mended.</numerusform>
            <numerusform>%n things should be mended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedList</name>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
            <numerusform>%n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n sentence</numerusform>
            <numerusform>%n sentences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SkippedDot</name>
    <message numerus="yes">
        <source>%n frame(s) skipped to keep up</source>
        <translation>
            <numerusform>%n frame skipped to keep up</numerusform>
            <numerusform>%n frames skipped to keep up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToolOptions</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scribble(s)</source>
        <translation>
            <numerusform>%n scribble</numerusform>
            <numerusform>%n scribbles</numerusform>
        </translation>
    </message>
</context>
</TS>
