<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>&amp;Objekt</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>A&amp;bspielen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Workspace</source>
        <translation>A&amp;rbeitsbereich</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>Carry the c&amp;orrection</source>
        <translation>K&amp;orrektur übertragen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a &amp;folder of frames…</source>
        <translation>Or&amp;dner mit Bildern öffnen…</translation>
    </message>
    <message>
        <source>&amp;Unsaved work…</source>
        <translation>&amp;Ungespeicherte Arbeit …</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>&amp;Import masks…</source>
        <translation>Masken &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Describe an object</source>
        <translation>Objekt &amp;beschreiben</translation>
    </message>
    <message>
        <source>&amp;Pointer</source>
        <translation>&amp;Zeiger</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>B&amp;ox</source>
        <translation>Re&amp;chteck</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>L&amp;arger brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>Find a &amp;command…</source>
        <translation>Be&amp;fehl suchen…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle…</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Find in full quality</source>
        <translation>In voller &amp;Qualität suchen</translation>
    </message>
    <message>
        <source>&amp;Stop searching</source>
        <translation>Suche &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Hide or show</source>
        <translation>Aus- oder ein&amp;blenden</translation>
    </message>
    <message>
        <source>Sh&amp;ow alone</source>
        <translation>Alle&amp;in zeigen</translation>
    </message>
    <message>
        <source>&amp;Lock or unlock</source>
        <translation>S&amp;perren oder entsperren</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>&amp;Absent here</source>
        <translation>Hier &amp;nicht da</translation>
    </message>
    <message>
        <source>&amp;Take the first choice again</source>
        <translation>Wieder den &amp;ersten Vorschlag nehmen</translation>
    </message>
    <message>
        <source>Pre&amp;vious candidate</source>
        <translation>&amp;Voriger Kandidat</translation>
    </message>
    <message>
        <source>Next can&amp;didate</source>
        <translation>N&amp;ächster Kandidat</translation>
    </message>
    <message>
        <source>Forge&amp;t the correction</source>
        <translation>Korrektur &amp;verwerfen</translation>
    </message>
    <message>
        <source>Carry &amp;backwards</source>
        <translation>&amp;Rückwärts übertragen</translation>
    </message>
    <message>
        <source>Carry both &amp;ways</source>
        <translation>In &amp;beide Richtungen übertragen</translation>
    </message>
    <message>
        <source>Carry &amp;forwards</source>
        <translation>&amp;Vorwärts übertragen</translation>
    </message>
    <message>
        <source>A&amp;ccept</source>
        <translation>A&amp;nnehmen</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>For&amp;get the review</source>
        <translation>&amp;Prüfung vergessen</translation>
    </message>
    <message>
        <source>Go to the &amp;weakest frame</source>
        <translation>Zum sch&amp;wächsten Bild</translation>
    </message>
    <message>
        <source>&amp;Back in the order of weakness</source>
        <translation>&amp;Zurück in der Folge der Schwächen</translation>
    </message>
    <message>
        <source>&amp;Previous corrected frame</source>
        <translation>Voriges &amp;korrigiertes Bild</translation>
    </message>
    <message>
        <source>N&amp;ext corrected frame</source>
        <translation>Nächstes korrigiertes &amp;Bild</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>Ü&amp;berlagert</translation>
    </message>
    <message>
        <source>Out&amp;line</source>
        <translation>&amp;Umriss</translation>
    </message>
    <message>
        <source>&amp;Matte</source>
        <translation>&amp;Matte</translation>
    </message>
    <message>
        <source>&amp;Cut-out</source>
        <translation>F&amp;reigestellt</translation>
    </message>
    <message>
        <source>On a c&amp;olour</source>
        <translation>Auf einer &amp;Farbe</translation>
    </message>
    <message>
        <source>Side &amp;by side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>So&amp;urce while held</source>
        <translation>&amp;Original, solange gedrückt</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>E&amp;inpassen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Whole time</source>
        <translation>&amp;Ganze Zeit</translation>
    </message>
    <message>
        <source>Less time, &amp;nearer</source>
        <translation>&amp;Weniger Zeit, näher</translation>
    </message>
    <message>
        <source>Mo&amp;re time</source>
        <translation>M&amp;ehr Zeit</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>B&amp;eschriften</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>&amp;Vorführen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Like the system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>L&amp;ight</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>To the &amp;start</source>
        <translation>Zum &amp;Anfang</translation>
    </message>
    <message>
        <source>A frame &amp;back</source>
        <translation>Ein Bild &amp;zurück</translation>
    </message>
    <message>
        <source>A frame &amp;on</source>
        <translation>Ein Bild &amp;weiter</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>Back&amp;wards, faster</source>
        <translation>&amp;Rückwärts, schneller</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Anha&amp;lten</translation>
    </message>
    <message>
        <source>&amp;Forwards, faster</source>
        <translation>&amp;Vorwärts, schneller</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>S&amp;chleife</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>&amp;Stumm</translation>
    </message>
    <message>
        <source>Mark &amp;in</source>
        <translation>A&amp;nfang markieren</translation>
    </message>
    <message>
        <source>Mark &amp;out</source>
        <translation>Ende &amp;markieren</translation>
    </message>
    <message>
        <source>&amp;Clear in and out</source>
        <translation>Anfan&amp;g und Ende löschen</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>Open the folder of the &amp;log</source>
        <translation>Ordner des &amp;Protokolls öffnen</translation>
    </message>
    <message>
        <source>&amp;About SOC Studio</source>
        <translation>Ü&amp;ber SOC Studio</translation>
    </message>
    <message>
        <source>Mask pictures</source>
        <translation>Masken als Bilder</translation>
    </message>
    <message>
        <source>A grey PNG for every frame, white on the object, in a folder for each object.</source>
        <translation>Ein graues PNG für jedes Bild, weiß auf dem Objekt, in einem Ordner je Objekt.</translation>
    </message>
    <message>
        <source>Tracks as JSON</source>
        <translation>Spuren als JSON</translation>
    </message>
    <message>
        <source>One file with the time, score, box and mask of every frame, and the alternatives.</source>
        <translation>Eine Datei mit Zeit, Wert, Rechteck und Maske jedes Bildes und den Alternativen.</translation>
    </message>
    <message>
        <source>Video with the objects marked</source>
        <translation>Video mit markierten Objekten</translation>
    </message>
    <message>
        <source>An MP4 of the video with every object in its colour.</source>
        <translation>Ein MP4 des Videos, in dem jedes Objekt seine Farbe hat.</translation>
    </message>
    <message>
        <source>the score is close to the threshold</source>
        <translation>der Wert liegt nahe an der Schwelle</translation>
    </message>
    <message>
        <source>neighbouring windows do not agree</source>
        <translation>benachbarte Fenster stimmen nicht überein</translation>
    </message>
    <message>
        <source>the size changes suddenly</source>
        <translation>die Größe ändert sich plötzlich</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Wert {0}</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>present</source>
        <translation>da</translation>
    </message>
    <message>
        <source>not searched yet</source>
        <translation>noch nicht gesucht</translation>
    </message>
    <message>
        <source>absent, as you said</source>
        <translation>nicht da, wie angegeben</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>another candidate</source>
        <translation>ein anderer Kandidat</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>von Hand korrigiert</translation>
    </message>
    <message>
        <source>carried from another frame</source>
        <translation>von einem anderen Bild übertragen</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>Show all objects again</source>
        <translation>Wieder alle Objekte zeigen</translation>
    </message>
    <message>
        <source>Show this object alone</source>
        <translation>Nur dieses Objekt zeigen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock against changes</source>
        <translation>Gegen Änderungen sperren</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Tokenizer of all published networks</source>
        <translation>Tokenizer aller veröffentlichten Netze</translation>
    </message>
    <message>
        <source>{0}, added from a file</source>
        <translation>{0}, aus einer Datei hinzugefügt</translation>
    </message>
    <message>
        <source>here</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>angefangen</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>{0} {1:.1f} on {2}: {3}</source>
        <translation>{0} {1:.1f} auf {2}: {3}</translation>
    </message>
    <message>
        <source>{0} of memory, {1} for a minute of video</source>
        <translation>{0} Speicher, {1} für eine Minute Video</translation>
    </message>
    <message>
        <source>on the processor</source>
        <translation>auf dem Prozessor</translation>
    </message>
    <message>
        <source>on Apple graphics</source>
        <translation>auf Apple-Grafik</translation>
    </message>
    <message>
        <source>on the graphics card</source>
        <translation>auf der Grafikkarte</translation>
    </message>
    <message>
        <source>Asking the host</source>
        <translation>Der Anbieter wird gefragt</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Wird geholt</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Wird umgewandelt</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Trying it</source>
        <translation>Wird ausprobiert</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0:.1f} MB a second</source>
        <translation>{0:.1f} MB je Sekunde</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>If it was replaced on purpose, remove what is known of it here first.</source>
        <translation>Wurde sie absichtlich ersetzt, dann entfernen Sie zuerst, was hier von ihr bekannt ist.</translation>
    </message>
    <message>
        <source>“Without a network…” in Edit, Models says how to bring it here by hand.</source>
        <translation>„Ohne Internet…“ unter Bearbeiten, Modelle sagt, wie Sie es von Hand herbringen.</translation>
    </message>
    <message>
        <source>Give the file another name, or remove the other one first.</source>
        <translation>Geben Sie der Datei einen anderen Namen, oder entfernen Sie zuerst die andere.</translation>
    </message>
    <message>
        <source>{0} of memory</source>
        <translation>{0} Speicher</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>about {0}, {1}</source>
        <translation>etwa {0}, {1}</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>Fewer windows are looked at together: a little slower, with the same answers.</source>
        <translation>Es werden weniger Fenster zugleich betrachtet: etwas langsamer, mit denselben Antworten.</translation>
    </message>
    <message>
        <source>Search in windows: they take the same memory for any length.</source>
        <translation>Suchen Sie in Fenstern: Sie brauchen bei jeder Länge gleich viel Speicher.</translation>
    </message>
    <message>
        <source>Compute with the processor (Preferences, Finding): slower, with more memory.</source>
        <translation>Rechnen Sie mit dem Prozessor (Einstellungen, Suche): langsamer, mit mehr Speicher.</translation>
    </message>
    <message>
        <source>Take a smaller network, such as soc-mini.</source>
        <translation>Nehmen Sie ein kleineres Netz, etwa soc-mini.</translation>
    </message>
    <message>
        <source>Discard unsaved work</source>
        <translation>Ungespeicherte Arbeit verwerfen</translation>
    </message>
    <message>
        <source>Discard the work on “{0}” ({1})? It cannot be brought back.</source>
        <translation>Die Arbeit an „{0}“ ({1}) verwerfen? Sie lässt sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Unknown video</source>
        <translation>Unbekanntes Video</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{0} min ago</source>
        <translation>vor {0} Min.</translation>
    </message>
    <message>
        <source>{0} h ago</source>
        <translation>vor {0} Std.</translation>
    </message>
    <message>
        <source>damaged; what can be read will be shown</source>
        <translation>beschädigt; gezeigt wird, was lesbar ist</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} weitere</translation>
    </message>
    <message>
        <source>corrected frames: {0}</source>
        <translation>korrigierte Bilder: {0}</translation>
    </message>
    <message>
        <source>masks, no layer</source>
        <translation>Masken, keine Ebene</translation>
    </message>
    <message>
        <source>in and out points</source>
        <translation>In- und Out-Punkt</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SOC Studio</source>
        <translation>Über SOC Studio</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Mitwirkende</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Describe an object in a video and get its mask on every frame.</source>
        <translation>Ein Objekt in einem Video beschreiben und seine Maske auf jedem Bild bekommen.</translation>
    </message>
    <message>
        <source>Computes with</source>
        <translation>Rechnet mit</translation>
    </message>
    <message>
        <source>SOC Studio comes under the Apache License 2.0, and is made with the work below.</source>
        <translation>SOC Studio steht unter der Apache License 2.0 und enthält die folgenden Werke.</translation>
    </message>
    <message>
        <source>Packages and their licences</source>
        <translation>Pakete und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
</context>
<context>
    <name>CandidateController</name>
    <message>
        <source>Describe an object to see what is found.</source>
        <translation>Ein Objekt beschreiben, um zu sehen, was gefunden wird.</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Imported masks have no candidates.</source>
        <translation>Importierte Masken haben keine Kandidaten.</translation>
    </message>
    <message>
        <source>This frame is not searched yet.</source>
        <translation>Dieses Bild ist noch nicht durchsucht.</translation>
    </message>
    <message>
        <source>Nothing on this frame is like that.</source>
        <translation>Auf diesem Bild ist nichts, das dazu passt.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>{0}. This frame was corrected and stays as it is.</source>
        <translation>{0}. Dieses Bild wurde korrigiert und bleibt, wie es ist.</translation>
    </message>
</context>
<context>
    <name>CandidateTray</name>
    <message>
        <source>This stretch</source>
        <translation>Dieser Abschnitt</translation>
    </message>
    <message>
        <source>Whole clip</source>
        <translation>Ganzer Clip</translation>
    </message>
    <message>
        <source>A click picks the object on every frame.</source>
        <translation>Ein Klick wählt das Objekt auf jedem Bild.</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Candidate {0}, score {1:.2f}</source>
        <translation>Kandidat {0}, Wert {1:.2f}</translation>
    </message>
    <message>
        <source>{0:.2f} too low</source>
        <translation>{0:.2f} zu niedrig</translation>
    </message>
    <message>
        <source>{0}, below the threshold</source>
        <translation>{0}, unter der Schwelle</translation>
    </message>
    <message>
        <source>{0}, shown now</source>
        <translation>{0}, jetzt zu sehen</translation>
    </message>
    <message>
        <source>A click picks the object around this frame.</source>
        <translation>Ein Klick wählt das Objekt um dieses Bild herum.</translation>
    </message>
    <message>
        <source>A click picks the object on frames {0} to {1}.</source>
        <translation>Ein Klick wählt das Objekt auf den Bildern {0} bis {1}.</translation>
    </message>
    <message>
        <source>None of these: in no frame</source>
        <translation>Keines davon: auf keinem Bild</translation>
    </message>
    <message>
        <source>None of these: absent here</source>
        <translation>Keines davon: hier nicht da</translation>
    </message>
    <message>
        <source>Pick for this stretch</source>
        <translation>Für diesen Abschnitt wählen</translation>
    </message>
    <message>
        <source>Pick for the whole clip</source>
        <translation>Für den ganzen Clip wählen</translation>
    </message>
</context>
<context>
    <name>ColourRow</name>
    <message>
        <source>Cyan</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>Lime</source>
        <translation>Limette</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Apricot</source>
        <translation>Apricot</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>Ocker</translation>
    </message>
    <message>
        <source>Ice</source>
        <translation>Eis</translation>
    </message>
    <message>
        <source>A colour of your own</source>
        <translation>Eine eigene Farbe</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>Andere Farbe…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
</context>
<context>
    <name>CorrectionController</name>
    <message>
        <source>This frame is not corrected.</source>
        <translation>Dieses Bild ist nicht korrigiert.</translation>
    </message>
    <message>
        <source>Reading the mask</source>
        <translation>Maske wird gelesen</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>Keep or discard what was carried first.</source>
        <translation>Zuerst das Übertragene behalten oder verwerfen.</translation>
    </message>
    <message>
        <source>“{0}” is hidden. Show it to correct it.</source>
        <translation>„{0}“ ist ausgeblendet. Zum Korrigieren einblenden.</translation>
    </message>
    <message>
        <source>Describe an object first, then correct its mask.</source>
        <translation>Zuerst ein Objekt beschreiben, dann seine Maske korrigieren.</translation>
    </message>
    <message>
        <source>carried from frame {0} · not kept yet</source>
        <translation>von Bild {0} übertragen · noch nicht behalten</translation>
    </message>
    <message>
        <source>marked absent</source>
        <translation>als nicht da markiert</translation>
    </message>
    <message>
        <source>“{0}” is locked</source>
        <translation>„{0}“ ist gesperrt</translation>
    </message>
    <message>
        <source>carried from frame {0} · locked</source>
        <translation>von Bild {0} übertragen · gesperrt</translation>
    </message>
    <message>
        <source>imported · locked</source>
        <translation>importiert · gesperrt</translation>
    </message>
    <message>
        <source>corrected by hand · locked</source>
        <translation>von Hand korrigiert · gesperrt</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Your work is saved. You can go on, or close the program and start again.</source>
        <translation>Die Arbeit ist gespeichert. Sie können weitermachen oder das Programm schließen und neu starten.</translation>
    </message>
    <message>
        <source>Your last changes are not saved: {0}</source>
        <translation>Die letzten Änderungen sind nicht gespeichert: {0}</translation>
    </message>
    <message>
        <source>Something went wrong that should not have.</source>
        <translation>Etwas ist schiefgegangen, das nicht hätte schiefgehen dürfen.</translation>
    </message>
    <message>
        <source>A report helps to mend it. It has the versions of the program and where in it the fault is; nothing is sent anywhere by itself.</source>
        <translation>Ein Bericht hilft, den Fehler zu beheben. Er nennt die Versionen des Programms und die Stelle des Fehlers; von selbst wird nichts verschickt.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Open the folder of the log</source>
        <translation>Ordner des Protokolls öffnen</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Programm schließen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DeviceChip</name>
    <message>
        <source>The network is loaded with the first search.</source>
        <translation>Das Netz wird mit der ersten Suche geladen.</translation>
    </message>
    <message>
        <source>no network yet</source>
        <translation>noch kein Netz</translation>
    </message>
    <message>
        <source>Network: {0}</source>
        <translation>Netz: {0}</translation>
    </message>
    <message>
        <source>Device: {0}</source>
        <translation>Gerät: {0}</translation>
    </message>
    <message>
        <source>Memory of the graphics card: {0}</source>
        <translation>Speicher der Grafikkarte: {0}</translation>
    </message>
    <message>
        <source>Memory of the program: {0}</source>
        <translation>Speicher des Programms: {0}</translation>
    </message>
    <message>
        <source>Device and memory</source>
        <translation>Gerät und Speicher</translation>
    </message>
    <message>
        <source>processor, {0} cores</source>
        <translation>Prozessor, {0} Kerne</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
</context>
<context>
    <name>DocumentCloser</name>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>The work on “{0}” was not saved under a name.</source>
        <translation>Die Arbeit an „{0}“ wurde nicht unter einem Namen gespeichert.</translation>
    </message>
    <message>
        <source>If you keep it, it opens again with the video, and from File › Unsaved work.</source>
        <translation>Wenn Sie sie behalten, öffnet sie sich wieder mit dem Video und über Datei › Ungespeicherte Arbeit.</translation>
    </message>
    <message>
        <source>&amp;Keep as unsaved</source>
        <translation>&amp;Ungespeichert behalten</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
</context>
<context>
    <name>DocumentOpener</name>
    <message>
        <source>“{0}” is already open.</source>
        <translation>„{0}“ ist bereits geöffnet.</translation>
    </message>
    <message>
        <source>Opening “{0}”</source>
        <translation>„{0}“ öffnen</translation>
    </message>
    <message>
        <source>Opening “{0}”…</source>
        <translation>„{0}“ wird geöffnet …</translation>
    </message>
    <message>
        <source>Where is “{0}”?</source>
        <translation>Wo ist „{0}“?</translation>
    </message>
    <message>
        <source>The project&apos;s video “{0}” lies outside of the project&apos;s folder:

{1}

Allow the project to read it only if that is the video you expect.</source>
        <translation>Das Video „{0}“ des Projekts liegt außerhalb des Projektordners:

{1}

Erlauben Sie dem Projekt nur dann, es zu lesen, wenn es das erwartete Video ist.</translation>
    </message>
    <message>
        <source>&amp;Allow this file</source>
        <translation>Diese Datei &amp;erlauben</translation>
    </message>
    <message>
        <source>Another video is in the place of “{0}”:

{1}

The masks of the project may not fit it.</source>
        <translation>An der Stelle von „{0}“ ist ein anderes Video:

{1}

Die Masken des Projekts passen womöglich nicht dazu.</translation>
    </message>
    <message>
        <source>&amp;Take it anyway</source>
        <translation>&amp;Trotzdem nehmen</translation>
    </message>
    <message>
        <source>The project&apos;s video “{0}” is not where it was:

{1}</source>
        <translation>Das Video „{0}“ des Projekts ist nicht mehr dort, wo es war:

{1}</translation>
    </message>
    <message>
        <source>&amp;Locate it…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Open &amp;without it</source>
        <translation>&amp;Ohne das Video öffnen</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop a video here</source>
        <translation>Ein Video hierher ziehen</translation>
    </message>
    <message>
        <source>Then describe an object in it, and get its mask on every frame.</source>
        <translation>Dann ein Objekt darin beschreiben und seine Maske auf jedem Bild bekommen.</translation>
    </message>
    <message>
        <source>Open a video…</source>
        <translation>Video öffnen…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
</context>
<context>
    <name>EstimateChip</name>
    <message>
        <source>What the search will take</source>
        <translation>Was die Suche braucht</translation>
    </message>
    <message>
        <source>A search with {0} takes {1}.</source>
        <translation>Eine Suche mit {0} braucht {1}.</translation>
    </message>
    <message>
        <source>{0} are free.</source>
        <translation>{0} sind frei.</translation>
    </message>
    <message>
        <source>By a rule of thumb: “Measure here” in Edit, Models says it better.</source>
        <translation>Nach einer Faustregel: „Hier messen“ unter Bearbeiten, Modelle sagt es genauer.</translation>
    </message>
</context>
<context>
    <name>EstimateController</name>
    <message>
        <source>Estimating</source>
        <translation>Wird geschätzt</translation>
    </message>
    <message>
        <source>A search with {0} may not fit: {1}, and {2} are free.</source>
        <translation>Eine Suche mit {0} passt vielleicht nicht: {1}, und {2} sind frei.</translation>
    </message>
    <message>
        <source>Close other programs, so that more memory is free.</source>
        <translation>Schließen Sie andere Programme, damit mehr Speicher frei ist.</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>{0} masks</source>
        <translation>{0} Masken</translation>
    </message>
    <message>
        <source>Export “{0}”</source>
        <translation>„{0}“ exportieren</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Zuerst ein Video öffnen.</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>Geschrieben nach {0}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>1 file, about {1}, in {2}</source>
        <translation>1 Datei, etwa {1}, in {2}</translation>
    </message>
    <message>
        <source>{0} files, about {1}, in {2}</source>
        <translation>{0} Dateien, etwa {1}, in {2}</translation>
    </message>
    <message>
        <source>Looking how large it will be…</source>
        <translation>Größe wird ermittelt…</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>&amp;All, 0 to {0}</source>
        <translation>&amp;Alle, 0 bis {0}</translation>
    </message>
    <message>
        <source>&amp;In to out, {0} to {1}</source>
        <translation>&amp;Markierter Teil, {0} bis {1}</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source>Number and name</source>
        <translation>Nummer und Name</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>&amp;Open the folder when it is done</source>
        <translation>Am Ende den Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Folders of &amp;objects</source>
        <translation>Ordner der O&amp;bjekte</translation>
    </message>
    <message>
        <source>Folder for the result</source>
        <translation>Ordner für das Ergebnis</translation>
    </message>
</context>
<context>
    <name>ExpressionBar</name>
    <message>
        <source>Describe an object, such as “the red car”, and press Enter</source>
        <translation>Ein Objekt auf Englisch beschreiben, etwa „the red car“, und Enter drücken</translation>
    </message>
    <message>
        <source>Description of an object</source>
        <translation>Beschreibung eines Objekts</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Full quality</source>
        <translation>Volle Qualität</translation>
    </message>
    <message>
        <source>A preview looks at few frames and moves masks to those between.</source>
        <translation>Eine Vorschau betrachtet wenige Bilder und überträgt die Masken auf die dazwischen.</translation>
    </message>
    <message>
        <source>Quality of the search</source>
        <translation>Qualität der Suche</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is found so far stays.</source>
        <translation>Was bisher gefunden ist, bleibt.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>%p %  {0} left</source>
        <translation>%p %  noch {0}</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>Close the hint</source>
        <translation>Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>HowDialog</name>
    <message>
        <source>{0} without a network</source>
        <translation>{0} ohne Internet</translation>
    </message>
    <message>
        <source>In this window, “From a file…” on the card of the model, or “Add a folder…”, does what the commands below do.</source>
        <translation>Hier im Fenster tut „Aus einer Datei…“ auf der Karte des Modells, oder „Ordner hinzufügen…“, was die Befehle unten tun.</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Locked: unlock it to change it.</source>
        <translation>Gesperrt: zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Take all of this back to how it was at first</source>
        <translation>All das auf den ersten Stand zurücksetzen</translation>
    </message>
    <message>
        <source>Choose an object to see and refine it.</source>
        <translation>Ein Objekt wählen, um es zu sehen und zu verfeinern.</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Da</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>Mittlerer Wert</translation>
    </message>
    <message>
        <source>Mean area</source>
        <translation>Mittlere Fläche</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden von</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>not searched yet</source>
        <translation>noch nicht gesucht</translation>
    </message>
    <message>
        <source>on {0} of {1} frames</source>
        <translation>auf {0} von {1} Bildern</translation>
    </message>
    <message>
        <source>{0} % of the picture</source>
        <translation>{0} % des Bildes</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>; {0} not searched</source>
        <translation>; {0} nicht durchsucht</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>preview, {0} frames looked at</source>
        <translation>Vorschau, {0} Bilder betrachtet</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>{0} corrected</source>
        <translation>{0} korrigiert</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>px²</source>
        <translation>px²</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation>&amp;Schwelle</translation>
    </message>
    <message>
        <source>The object counts as present from this score on.</source>
        <translation>Ab diesem Wert gilt das Objekt als da.</translation>
    </message>
    <message>
        <source>&amp;Grow or shrink</source>
        <translation>&amp;Wachsen oder schrumpfen</translation>
    </message>
    <message>
        <source>Moves the edge outwards, or inwards where negative.</source>
        <translation>Verschiebt die Kante nach außen, negativ nach innen.</translation>
    </message>
    <message>
        <source>F&amp;eather</source>
        <translation>Weiche &amp;Kante</translation>
    </message>
    <message>
        <source>Softens the edge.</source>
        <translation>Macht die Kante weich.</translation>
    </message>
    <message>
        <source>Fill h&amp;oles</source>
        <translation>&amp;Löcher füllen</translation>
    </message>
    <message>
        <source>Fills holes of at most this area.</source>
        <translation>Füllt Löcher bis zu dieser Fläche.</translation>
    </message>
    <message>
        <source>Remove spec&amp;ks</source>
        <translation>&amp;Flecken entfernen</translation>
    </message>
    <message>
        <source>Drops separate pieces of at most this area.</source>
        <translation>Entfernt einzelne Stücke bis zu dieser Fläche.</translation>
    </message>
    <message>
        <source>S&amp;mooth in time</source>
        <translation>Zeitlich &amp;glätten</translation>
    </message>
    <message>
        <source>Takes what most frames around say, so many on either side. Corrected frames stay as they are.</source>
        <translation>Nimmt, was die meisten Bilder ringsum sagen, so viele auf jeder Seite. Korrigierte Bilder bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>JobController</name>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Stop and close?</source>
        <translation>Anhalten und schließen?</translation>
    </message>
    <message>
        <source>This is still going on:

{0}

What was found so far is kept; an export that is not finished leaves nothing behind. Stop and close?</source>
        <translation>Das läuft noch:

{0}

Was bisher gefunden ist, bleibt erhalten; ein unfertiger Export hinterlässt nichts. Anhalten und schließen?</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Searches and exports are listed here while they go on.</source>
        <translation>Suchen und Exporte stehen hier, während sie laufen.</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
</context>
<context>
    <name>JobLog</name>
    <message>
        <source>Something went wrong that should not have; the log says more.</source>
        <translation>Etwas ist schiefgegangen, das nicht hätte schiefgehen dürfen; das Protokoll sagt mehr.</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Begin earlier</source>
        <translation>Früher beginnen</translation>
    </message>
    <message>
        <source>Begin later</source>
        <translation>Später beginnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Take from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>waiting, number {0}</source>
        <translation>wartet, Nummer {0}</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>hält an…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Failed. {0}</source>
        <translation>Fehlgeschlagen. {0}</translation>
    </message>
    <message>
        <source>getting ready…</source>
        <translation>wird vorbereitet…</translation>
    </message>
    <message>
        <source>{0} of {1} frames</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>LabelController</name>
    <message>
        <source>No other frame asks to be looked at.</source>
        <translation>Kein anderes Bild muss angesehen werden.</translation>
    </message>
</context>
<context>
    <name>LabelTable</name>
    <message>
        <source>Expressions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Take the marked rows as right, between in and out</source>
        <translation>Die markierten Zeilen als richtig ansehen, zwischen Anfang und Ende</translation>
    </message>
    <message>
        <source>Take the marked rows as wrong, between in and out</source>
        <translation>Die markierten Zeilen als falsch ansehen, zwischen Anfang und Ende</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Forget the reviews of the marked rows</source>
        <translation>Die Prüfungen der markierten Zeilen vergessen</translation>
    </message>
    <message>
        <source>Next weakest</source>
        <translation>Nächstes schwaches Bild</translation>
    </message>
    <message>
        <source>Go to the weakest frame of the marked rows that nobody reviewed</source>
        <translation>Zum schwächsten Bild der markierten Zeilen, das niemand geprüft hat</translation>
    </message>
    <message>
        <source>Describe an object above: it becomes a row here.</source>
        <translation>Oben ein Objekt beschreiben: Es wird hier zu einer Zeile.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Number that the expression keeps in this project</source>
        <translation>Nummer, die die Beschreibung in diesem Projekt behält</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What is searched for; double-click to rename</source>
        <translation>Was gesucht wird; zum Umbenennen doppelklicken</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Double-click to say what sort of thing it is</source>
        <translation>Doppelklicken, um die Art des Objekts anzugeben</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Da</translation>
    </message>
    <message>
        <source>Frames that the object is on, of those computed</source>
        <translation>Bilder, auf denen das Objekt ist, von den berechneten</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Frames that were found right</source>
        <translation>Bilder, die als richtig befunden wurden</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Frames that were found wrong</source>
        <translation>Bilder, die als falsch befunden wurden</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Frames that nobody reviewed</source>
        <translation>Bilder, die niemand geprüft hat</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Stretches that should be looked at</source>
        <translation>Abschnitte, die angesehen werden sollten</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>How sure the network is, 0 to 1</source>
        <translation>Wie sicher das Netz ist, 0 bis 1</translation>
    </message>
    <message>
        <source>{0} expressions, {1} % reviewed</source>
        <translation>{0} Beschreibungen, {1} % geprüft</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock against changes</source>
        <translation>Gegen Änderungen sperren</translation>
    </message>
    <message>
        <source>Show all objects again</source>
        <translation>Wieder alle Objekte zeigen</translation>
    </message>
    <message>
        <source>Show this object alone</source>
        <translation>Nur dieses Objekt zeigen</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>not searched yet</source>
        <translation>noch nicht gesucht</translation>
    </message>
    <message>
        <source>on {0} of {1} frames</source>
        <translation>auf {0} von {1} Bildern</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Wert {0}</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>shown alone</source>
        <translation>allein gezeigt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>Verfeinern</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Open a video or a project</source>
        <translation>Video oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Open a folder of frames</source>
        <translation>Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <source>This is your unsaved work on “{0}”, last changed {1}: {2}.</source>
        <translation>Das ist Ihre ungespeicherte Arbeit an „{0}“, zuletzt geändert {1}: {2}.</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Data is missing in “{0}” at frame {1}: pictures up to frame {2} may be wrong.</source>
        <translation>In „{0}“ fehlen Daten bei Bild {1}: Bilder bis {2} können falsch sein.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>“{0}” is there already. Replace it?</source>
        <translation>„{0}“ gibt es bereits. Ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Folder of masks</source>
        <translation>Ordner mit Masken</translation>
    </message>
    <message>
        <source>Importing masks</source>
        <translation>Masken werden importiert</translation>
    </message>
    <message>
        <source>The last changes cannot be saved.</source>
        <translation>Die letzten Änderungen lassen sich nicht speichern.</translation>
    </message>
    <message>
        <source>&amp;Close without them</source>
        <translation>&amp;Ohne sie schließen</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>“{0}” is on no frame: the best match is {1:.2f}, below {2:.2f}.</source>
        <translation>„{0}“ ist auf keinem Bild: Der beste Treffer hat {1:.2f}, weniger als {2:.2f}.</translation>
    </message>
    <message>
        <source>Show it all the same</source>
        <translation>Trotzdem zeigen</translation>
    </message>
    <message>
        <source>Describe it otherwise</source>
        <translation>Anders beschreiben</translation>
    </message>
    <message>
        <source>The network does not know {0}. What it finds is a guess from the other words.</source>
        <translation>Das Netz kennt {0} nicht. Was es findet, ist aus den übrigen Wörtern geraten.</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>Wiederholt: {0}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>Manners</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bedienfelder</translation>
    </message>
    <message>
        <source>Looking for unsaved work</source>
        <translation>Ungespeicherte Arbeit wird gesucht</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Discard it…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Unsaved work on “{0}”, {1}: {2}.</source>
        <translation>Ungespeicherte Arbeit an „{0}“, {1}: {2}.</translation>
    </message>
    <message>
        <source>Show all {0}…</source>
        <translation>Alle {0} zeigen …</translation>
    </message>
    <message>
        <source>Begin with the sample: a street, with something to find in it.</source>
        <translation>Mit dem Beispiel beginnen: eine Straße, auf der es etwas zu finden gibt.</translation>
    </message>
    <message>
        <source>Press Find, or Enter: the object is looked for on every frame.</source>
        <translation>„Suchen“ oder Enter drücken: Das Objekt wird auf jedem Bild gesucht.</translation>
    </message>
    <message>
        <source>Describe an object of the video in your words, then press Enter.</source>
        <translation>Ein Objekt des Videos in eigenen Worten auf Englisch beschreiben, dann Enter drücken.</translation>
    </message>
    <message>
        <source>found out when something is searched for</source>
        <translation>stellt sich bei der ersten Suche heraus</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
</context>
<context>
    <name>MatteController</name>
    <message>
        <source>This frame: no score</source>
        <translation>Dieses Bild: kein Wert</translation>
    </message>
    <message>
        <source>This frame: {0}, present</source>
        <translation>Dieses Bild: {0}, da</translation>
    </message>
    <message>
        <source>This frame: {0}, too low</source>
        <translation>Dieses Bild: {0}, zu niedrig</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>MissingVideo</name>
    <message>
        <source>What was decided and found is here, and can be looked through.</source>
        <translation>Was entschieden und gefunden wurde, ist da und kann durchgesehen werden.</translation>
    </message>
    <message>
        <source>Locate the video…</source>
        <translation>Video suchen …</translation>
    </message>
    <message>
        <source>“{0}” is not here</source>
        <translation>„{0}“ ist nicht da</translation>
    </message>
    <message>
        <source>It is expected at {0}</source>
        <translation>Erwartet wird es unter {0}</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Name here</source>
        <translation>Name hier</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>Published score</source>
        <translation>Veröffentlichter Wert</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Kommt von</translation>
    </message>
    <message>
        <source>Takes here</source>
        <translation>Braucht hier</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What came of the file stays: it goes on from there.</source>
        <translation>Was von der Datei schon da ist, bleibt: Von dort geht es weiter.</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>Take a file of this network that you already have.</source>
        <translation>Eine Datei dieses Netzes nehmen, die Sie schon haben.</translation>
    </message>
    <message>
        <source>Without a network…</source>
        <translation>Ohne Internet…</translation>
    </message>
    <message>
        <source>How to get it to a computer without a network.</source>
        <translation>Wie es auf einen Rechner ohne Internet kommt.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Search with this network from now on.</source>
        <translation>Von jetzt an mit diesem Netz suchen.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Read the whole file and compare it.</source>
        <translation>Die ganze Datei lesen und vergleichen.</translation>
    </message>
    <message>
        <source>Measure here</source>
        <translation>Hier messen</translation>
    </message>
    <message>
        <source>Try it for a few seconds: how fast it is here, and the memory that it takes.</source>
        <translation>Ein paar Sekunden ausprobieren: wie schnell es hier ist, und wie viel Speicher es braucht.</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>here, in use</source>
        <translation>vorhanden, wird verwendet</translation>
    </message>
    <message>
        <source>none published for this file</source>
        <translation>für diese Datei keiner veröffentlicht</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>kommt mit dem Programm</translation>
    </message>
    <message>
        <source>{0} on the disk</source>
        <translation>{0} auf der Platte</translation>
    </message>
    <message>
        <source>about {0}, of which {1} are here</source>
        <translation>etwa {0}, davon sind {1} da</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>Go on fetching</source>
        <translation>Weiter holen</translation>
    </message>
</context>
<context>
    <name>ModelController</name>
    <message>
        <source>Looking at the models</source>
        <translation>Nach den Modellen sehen</translation>
    </message>
    <message>
        <source>Fetch {0}</source>
        <translation>{0} holen</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>{0} hinzufügen</translation>
    </message>
    <message>
        <source>Check {0}</source>
        <translation>{0} prüfen</translation>
    </message>
    <message>
        <source>Measure {0}</source>
        <translation>{0} messen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>File of a network</source>
        <translation>Datei eines Netzes</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt *.tar *.bin)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt *.tar *.bin)</translation>
    </message>
    <message>
        <source>Folder of a network or a tokenizer</source>
        <translation>Ordner eines Netzes oder eines Tokenizers</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Ein Modell entfernen</translation>
    </message>
    <message>
        <source>Remove “{0}” from this computer? It can be fetched or added again.</source>
        <translation>„{0}“ von diesem Rechner entfernen? Es kann wieder geholt oder hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Accept another file under this name next time</source>
        <translation>Beim nächsten Mal auch eine andere Datei unter diesem Namen annehmen</translation>
    </message>
    <message>
        <source>Else a file that is not the one that came first is refused under this name.</source>
        <translation>Sonst wird unter diesem Namen jede Datei abgewiesen, die nicht die erste ist.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>“{0}” is here.</source>
        <translation>„{0}“ ist da.</translation>
    </message>
    <message>
        <source>“{0}” is here and takes {1}.</source>
        <translation>„{0}“ ist da und braucht {1}.</translation>
    </message>
    <message>
        <source>“{0}” is removed; {1} are free again.</source>
        <translation>„{0}“ ist entfernt; {1} sind wieder frei.</translation>
    </message>
    <message>
        <source>“{0}” is well: every byte is as it was.</source>
        <translation>„{0}“ ist in Ordnung: Jedes Byte ist, wie es war.</translation>
    </message>
    <message>
        <source>“{0}” is not here.</source>
        <translation>„{0}“ ist nicht da.</translation>
    </message>
    <message>
        <source>Looking for better models</source>
        <translation>Nach besseren Modellen sehen</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>“{0}” is here and finds more: {1} {2:.1f} on {3}, as published.</source>
        <translation>„{0}“ ist da und findet mehr: {1} {2:.1f} auf {3}, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>What it takes here is not measured yet.</source>
        <translation>Was es hier braucht, ist noch nicht gemessen.</translation>
    </message>
    <message>
        <source>It takes {0}.</source>
        <translation>Es braucht {0}.</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Weights that you have, of any network.</source>
        <translation>Gewichte, die Sie haben, von einem beliebigen Netz.</translation>
    </message>
    <message>
        <source>A folder with weights and a tokenizer, or with a tokenizer alone.</source>
        <translation>Ein Ordner mit Gewichten und einem Tokenizer, oder nur mit einem Tokenizer.</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>wird verwendet</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>at work, {0} %</source>
        <translation>in Arbeit, {0} %</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command or object</source>
        <translation>Befehl oder Objekt</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Nothing fits.</source>
        <translation>Nichts passt.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Timeline and saving</source>
        <translation>Zeitleiste und Speichern</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>Point at the first steps</source>
        <translation>Auf die ersten Schritte hinweisen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language shows when the program starts again.</source>
        <translation>Eine andere Sprache erscheint beim nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Full quality</source>
        <translation>Volle Qualität</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>Das schnellste Gerät</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>&amp;Quality at first</source>
        <translation>&amp;Qualität zuerst</translation>
    </message>
    <message>
        <source>A preview looks at few frames and moves masks to those between.</source>
        <translation>Eine Vorschau betrachtet wenige Bilder und überträgt die Masken auf die dazwischen.</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>&amp;Netz</translation>
    </message>
    <message>
        <source>&amp;Compute with</source>
        <translation>&amp;Rechnen mit</translation>
    </message>
    <message>
        <source>&amp;Pictures in the timeline</source>
        <translation>&amp;Bilder in der Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Sound in the timeline</source>
        <translation>&amp;Ton in der Zeitleiste</translation>
    </message>
    <message>
        <source>S&amp;maller copies of videos that are slow to look through</source>
        <translation>&amp;Kleinere Kopien von Videos, die sich langsam durchsehen lassen</translation>
    </message>
    <message>
        <source>Every decision is saved as you make it; there is nothing to switch on. What has no name yet is offered again when the program starts.</source>
        <translation>Jede Entscheidung wird sofort gespeichert; dafür muss nichts eingeschaltet werden. Was noch keinen Namen hat, wird beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <source>File of a network</source>
        <translation>Datei eines Netzes</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt)</translation>
    </message>
</context>
<context>
    <name>PropagationBar</name>
    <message>
        <source>Progress of carrying</source>
        <translation>Fortschritt der Übertragung</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>What was carried so far stays to be judged.</source>
        <translation>Was bisher übertragen ist, bleibt zur Beurteilung.</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
</context>
<context>
    <name>PropagationController</name>
    <message>
        <source>Nothing to carry it to: a corrected frame, a cut or the end comes next.</source>
        <translation>Kein Bild zum Übertragen: Als Nächstes kommt ein korrigiertes Bild, ein Schnitt oder das Ende.</translation>
    </message>
    <message>
        <source>Carrying “{0}”</source>
        <translation>„{0}“ wird übertragen</translation>
    </message>
    <message>
        <source>Keep or discard what was carried first.</source>
        <translation>Zuerst das Übertragene behalten oder verwerfen.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>Correct this frame first: what is carried is a correction.</source>
        <translation>Zuerst dieses Bild korrigieren: Übertragen wird eine Korrektur.</translation>
    </message>
    <message>
        <source>This correction is empty: there is nothing to carry.</source>
        <translation>Diese Korrektur ist leer: Es gibt nichts zu übertragen.</translation>
    </message>
    <message>
        <source>The object cannot be followed from here.</source>
        <translation>Das Objekt lässt sich von hier aus nicht verfolgen.</translation>
    </message>
    <message>
        <source>“{0}” carried from frame {1}, now on {2} to {3}.</source>
        <translation>„{0}“ von Bild {1} übertragen, jetzt auf {2} bis {3}.</translation>
    </message>
    <message>
        <source>After {0} it could not be followed.</source>
        <translation>Nach Bild {0} ließ es sich nicht verfolgen.</translation>
    </message>
    <message>
        <source>At {0} the video cuts.</source>
        <translation>Bei Bild {0} hat das Video einen Schnitt.</translation>
    </message>
    <message>
        <source>Frame {0} is corrected already.</source>
        <translation>Bild {0} ist schon korrigiert.</translation>
    </message>
    <message>
        <source>Carrying “{0}” from frame {1}: {2} frames so far</source>
        <translation>„{0}“ wird von Bild {1} übertragen: bisher {2} Bilder</translation>
    </message>
</context>
<context>
    <name>ProxyBuilder</name>
    <message>
        <source>Smaller copy for looking through</source>
        <translation>Kleinere Kopie zum Durchsehen</translation>
    </message>
</context>
<context>
    <name>RateDialog</name>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Nothing in “{0}” says how many frames a second it has. The rate sets the length of the clip, and how far apart the frames are that are searched together.</source>
        <translation>Nichts in „{0}“ sagt, wie viele Bilder pro Sekunde es sind. Davon hängen die Länge des Clips ab und der Abstand der Bilder, die zusammen durchsucht werden.</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>&amp;Frames a second</source>
        <translation>&amp;Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Give a number, such as 25, 29.97 or 30000/1001.</source>
        <translation>Geben Sie eine Zahl an, etwa 25, 29.97 oder 30000/1001.</translation>
    </message>
    <message>
        <source>{0} frames, {1} seconds</source>
        <translation>{0} Bilder, {1} Sekunden</translation>
    </message>
</context>
<context>
    <name>SearchController</name>
    <message>
        <source>Find {0}</source>
        <translation>{0} suchen</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Reset: {0}</source>
        <translation>Zurücksetzen: {0}</translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search for a command or a key</source>
        <translation>Nach einem Befehl oder einer Taste suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Set of keys</source>
        <translation>Tastenbelegung</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>{0} (used twice)</source>
        <translation>{0} (doppelt belegt)</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Click here and press the new keys.</source>
        <translation>Hier klicken und die neuen Tasten drücken.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use as well</source>
        <translation>Zusätzlich</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie zuvor</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Choose a command to change its keys</source>
        <translation>Einen Befehl wählen, um seine Tasten zu ändern</translation>
    </message>
    <message>
        <source>Keys for “{0}”</source>
        <translation>Tasten für „{0}“</translation>
    </message>
    <message>
        <source>“{0}” has these keys now; it will lose them.</source>
        <translation>„{0}“ hat jetzt diese Tasten und wird sie verlieren.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Like Premiere Pro</source>
        <translation>Wie Premiere Pro</translation>
    </message>
    <message>
        <source>Like DaVinci Resolve</source>
        <translation>Wie DaVinci Resolve</translation>
    </message>
    <message>
        <source>Like CVAT</source>
        <translation>Wie CVAT</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Describe an object: where it is seen will show here.</source>
        <translation>Ein Objekt beschreiben: Hier erscheint, wo es zu sehen ist.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Drag to move the in or out point; Alt moves it freely</source>
        <translation>Ziehen verschiebt Anfang oder Ende; mit Alt frei</translation>
    </message>
    <message>
        <source>{0}, frame {1}</source>
        <translation>{0}, Bild {1}</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
</context>
<context>
    <name>TimelineController</name>
    <message>
        <source>No other frame asks to be looked at.</source>
        <translation>Kein anderes Bild muss angesehen werden.</translation>
    </message>
    <message>
        <source>Frame {0}: {1}. Stretches to look at: {2}. A accepts, X rejects.</source>
        <translation>Bild {0}: {1}. Abschnitte zum Ansehen: {2}. A nimmt an, X lehnt ab.</translation>
    </message>
    <message>
        <source>No corrected frame on that side.</source>
        <translation>Auf dieser Seite ist kein korrigiertes Bild.</translation>
    </message>
    <message>
        <source>“{0}” is locked.</source>
        <translation>„{0}“ ist gesperrt.</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>Größe des Pinsels</translation>
    </message>
    <message>
        <source>Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)</source>
        <translation>Größe des Pinsels: {0:.0f} Pixel (Strg+[ und Strg+] oder mit Strg ziehen)</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>frame {0} of {1}</source>
        <translation>Bild {0} von {1}</translation>
    </message>
    <message>
        <source>frames left out to keep time: {0}</source>
        <translation>ausgelassene Bilder: {0}</translation>
    </message>
</context>
<context>
    <name>UnsavedWorkDialog</name>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>Work that was not saved under a name is kept here until you discard it.</source>
        <translation>Arbeit, die nicht unter einem Namen gespeichert wurde, bleibt hier, bis Sie sie verwerfen.</translation>
    </message>
    <message>
        <source>There is no unsaved work.</source>
        <translation>Es gibt keine ungespeicherte Arbeit.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>Volume</name>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>There is no sound, or no device to hear it with</source>
        <translation>Es gibt keinen Ton oder kein Gerät, um ihn zu hören</translation>
    </message>
    <message>
        <source>Volume: {0} %</source>
        <translation>Lautstärke: {0} %</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
</context>
</TS>
