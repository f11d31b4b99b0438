<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CorrectPanel</name>
    <message numerus="yes">
        <source>%n point(s) on this frame</source>
        <translation>
            <numerusform>%n point on this frame</numerusform>
            <numerusform>%n points on this frame</numerusform>
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
</TS>
