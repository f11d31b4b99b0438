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
        <source>&amp;Play</source>
        <translation>Ab&amp;spielen</translation>
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
        <source>&amp;Layer</source>
        <translation>&amp;Ebene</translation>
    </message>
    <message>
        <source>Carry the c&amp;orrection</source>
        <translation>K&amp;orrektur übertragen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Open a &amp;folder of frames…</source>
        <translation>Or&amp;dner mit Bildern öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Unsaved work…</source>
        <translation>&amp;Ungespeicherte Arbeit&#xa0;…</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>S&amp;tartseite</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Import masks…</source>
        <translation>Masken &amp;importieren&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Save cut-out &amp;video…</source>
        <translation>Freigestelltes &amp;Video speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save cut-out of this f&amp;rame…</source>
        <translation>Dieses Bild freigestellt spei&amp;chern&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Copy cut-out of this frame</source>
        <translation>Dieses Bild freigestellt k&amp;opieren</translation>
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
        <source>Drag to move the picture · scroll to zoom · double-click to fit</source>
        <translation>Ziehen bewegt das Bild · Scrollen zoomt · Doppelklick passt ein</translation>
    </message>
    <message>
        <source>Poi&amp;nts</source>
        <translation>&amp;Punkte</translation>
    </message>
    <message>
        <source>Click: add · right-click or Alt-click: take away · Backspace: last point</source>
        <translation>Klick: dazu · Rechtsklick oder Alt+Klick: weg · Rücktaste: letzter Punkt</translation>
    </message>
    <message>
        <source>Draw a box around the object · with the right button or Alt: take away</source>
        <translation>Einen Rahmen um das Objekt ziehen · mit der rechten Taste oder Alt: wegnehmen</translation>
    </message>
    <message>
        <source>S&amp;cribble</source>
        <translation>Grobe Stri&amp;che</translation>
    </message>
    <message>
        <source>Stroke roughly over the object · with the right button or Alt: over what is not</source>
        <translation>Grob über das Objekt streichen · mit der rechten Taste oder Alt: über das, was es nicht ist</translation>
    </message>
    <message>
        <source>Paint over what is missing · right button or Alt: take away · Ctrl sets the size</source>
        <translation>Übermalen, was fehlt · rechte Taste oder Alt: wegnehmen · Strg stellt die Größe ein</translation>
    </message>
    <message>
        <source>Paint over what is too much · right button or Alt: add · Ctrl sets the size</source>
        <translation>Übermalen, was zu viel ist · rechte Taste oder Alt: hinzufügen · Strg stellt die Größe ein</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>Draw around what is missing · with the right button or Alt: take away</source>
        <translation>Umfahren, was fehlt · mit der rechten Taste oder Alt: wegnehmen</translation>
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
        <translation>Be&amp;fehl suchen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle&#xa0;…</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>&amp;Einstellungen&#xa0;…</translation>
    </message>
    <message>
        <source>&amp;Find in full quality</source>
        <translation>In voller &amp;Qualität suchen</translation>
    </message>
    <message>
        <source>Stead&amp;ied along the motion</source>
        <translation>Entlang der Bewegung be&amp;ruhigt</translation>
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
        <source>M&amp;ark as not here</source>
        <translation>Als hier nicht da ma&amp;rkieren</translation>
    </message>
    <message>
        <source>Back &amp;to what was found</source>
        <translation>Zurück zum &amp;Gefundenen</translation>
    </message>
    <message>
        <source>Pre&amp;vious answer</source>
        <translation>&amp;Voriger Vorschlag</translation>
    </message>
    <message>
        <source>Ne&amp;xt answer</source>
        <translation>N&amp;ächster Vorschlag</translation>
    </message>
    <message>
        <source>Carry &amp;back</source>
        <translation>&amp;Rückwärts übertragen</translation>
    </message>
    <message>
        <source>Carry both &amp;ways</source>
        <translation>In &amp;beide Richtungen übertragen</translation>
    </message>
    <message>
        <source>Carry &amp;forward</source>
        <translation>&amp;Vorwärts übertragen</translation>
    </message>
    <message>
        <source>Mark as ri&amp;ght</source>
        <translation>Als &amp;richtig markieren</translation>
    </message>
    <message>
        <source>Mark as wron&amp;g</source>
        <translation>Als &amp;falsch markieren</translation>
    </message>
    <message>
        <source>Mark as to &amp;do</source>
        <translation>Als zu &amp;prüfen markieren</translation>
    </message>
    <message>
        <source>&amp;Go to the next spot to check</source>
        <translation>Zur nächsten &amp;unsicheren Stelle</translation>
    </message>
    <message>
        <source>&amp;Back to the spot before</source>
        <translation>&amp;Zurück zur Stelle davor</translation>
    </message>
    <message>
        <source>Remove &amp;the correction</source>
        <translation>Korrek&amp;tur entfernen</translation>
    </message>
    <message>
        <source>Hold for the ori&amp;ginal</source>
        <translation>Halten für das Ori&amp;ginal</translation>
    </message>
    <message>
        <source>Pi&amp;xel under the pointer</source>
        <translation>Pi&amp;xel unter dem Zeiger</translation>
    </message>
    <message>
        <source>Show the &amp;whole clip</source>
        <translation>&amp;Ganzen Clip zeigen</translation>
    </message>
    <message>
        <source>Zoom timeli&amp;ne in</source>
        <translation>&amp;Zeitleiste vergrößern</translation>
    </message>
    <message>
        <source>&amp;Zoom timeline out</source>
        <translation>Zeitleiste ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Mo&amp;ve panels</source>
        <translation>Bedienfelder &amp;verschieben</translation>
    </message>
    <message>
        <source>&amp;Same as system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Go to &amp;start</source>
        <translation>Zum &amp;Anfang</translation>
    </message>
    <message>
        <source>&amp;Previous frame</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Go to &amp;end</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>&amp;Help for this part</source>
        <translation>&amp;Hilfe zu diesem Teil</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Previous corrected frame</source>
        <translation>Voriges &amp;korrigiertes Bild</translation>
    </message>
    <message>
        <source>Open a &amp;dataset…</source>
        <translation>&amp;Datensatz öffnen…</translation>
    </message>
    <message>
        <source>Expor&amp;t as dataset…</source>
        <translation>Als Da&amp;tensatz exportieren…</translation>
    </message>
    <message>
        <source>Open &amp;list…</source>
        <translation>&amp;Liste öffnen …</translation>
    </message>
    <message>
        <source>Find e&amp;verything in all videos</source>
        <translation>Alles in allen &amp;Videos suchen</translation>
    </message>
    <message>
        <source>Carry &amp;all layers with corrections together</source>
        <translation>&amp;Alle korrigierten Ebenen zusammen übertragen</translation>
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
        <source>&amp;About SOC Studio</source>
        <translation>Ü&amp;ber SOC Studio</translation>
    </message>
    <message>
        <source>the model is not sure here</source>
        <translation>das Modell ist hier nicht sicher</translation>
    </message>
    <message>
        <source>it may be another object from here on</source>
        <translation>ab hier ist es womöglich ein anderes Objekt</translation>
    </message>
    <message>
        <source>the size jumps here</source>
        <translation>die Größe springt hier</translation>
    </message>
    <message>
        <source>the carried mask may be wrong here</source>
        <translation>die übertragene Maske stimmt hier vielleicht nicht</translation>
    </message>
    <message>
        <source>a correction beside it changed: carry it again</source>
        <translation>eine Korrektur daneben hat sich geändert: erneut übertragen</translation>
    </message>
    <message>
        <source>another sentence for this object shows something else</source>
        <translation>ein anderer Satz für dieses Objekt zeigt etwas anderes</translation>
    </message>
    <message>
        <source>two people do not agree here</source>
        <translation>zwei Personen sind sich hier nicht einig</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>carried from another frame</source>
        <translation>von einem anderen Bild übertragen</translation>
    </message>
    <message>
        <source>Carrying {0} layers together</source>
        <translation>{0} Ebenen werden zusammen übertragen</translation>
    </message>
    <message>
        <source>Carrying your correction both ways</source>
        <translation>Ihre Korrektur wird in beide Richtungen übertragen</translation>
    </message>
    <message>
        <source>Carrying your correction back</source>
        <translation>Ihre Korrektur wird rückwärts übertragen</translation>
    </message>
    <message>
        <source>Carrying your correction forward</source>
        <translation>Ihre Korrektur wird vorwärts übertragen</translation>
    </message>
    <message>
        <source>to check</source>
        <translation>zu prüfen</translation>
    </message>
    <message>
        <source>not searched yet</source>
        <translation>noch nicht gesucht</translation>
    </message>
    <message>
        <source>not here, set by you</source>
        <translation>nicht da, von Ihnen gesetzt</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>another answer</source>
        <translation>ein anderer Vorschlag</translation>
    </message>
    <message>
        <source>corrected by you</source>
        <translation>von Ihnen korrigiert</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>Show all layers again</source>
        <translation>Wieder alle Ebenen zeigen</translation>
    </message>
    <message>
        <source>Show this layer alone</source>
        <translation>Nur diese Ebene zeigen</translation>
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
        <source>{0}, added from a file</source>
        <translation>{0}, aus einer Datei hinzugefügt</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
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
        <source>about {0} of memory, {1} s a frame on one processor core</source>
        <translation>etwa {0} Speicher, {1} s je Bild auf einem Prozessorkern</translation>
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
        <source>Tokenizer of all published models</source>
        <translation>Tokenizer aller veröffentlichten Modelle</translation>
    </message>
    <message>
        <source>{0}, made of {1}</source>
        <translation>{0}, gemacht aus {1}</translation>
    </message>
    <message>
        <source>Tracker: {0}</source>
        <translation>Tracker: {0}</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>{0} model</source>
        <translation>Modell {0}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>download incomplete</source>
        <translation>Download unvollständig</translation>
    </message>
    <message>
        <source>not downloaded</source>
        <translation>nicht heruntergeladen</translation>
    </message>
    <message>
        <source>{0} {1:.1f}, {2:.1f} before</source>
        <translation>{0} {1:.1f}, davor {2:.1f}</translation>
    </message>
    <message>
        <source>{0}: {1} clips of {2} videos</source>
        <translation>{0}: {1} Clips aus {2} Videos</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
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
        <source>If it was replaced on purpose, remove the model first and accept another file under its name.</source>
        <translation>Wurde sie absichtlich ersetzt, entfernen Sie zuerst das Modell, und nehmen Sie eine andere Datei unter seinem Namen an.</translation>
    </message>
    <message>
        <source>“No internet on this computer?” in Edit › Models explains how to add it by hand.</source>
        <translation>„Kein Internet auf diesem Rechner?“ unter Bearbeiten › Modelle erklärt, wie Sie es von Hand hinzufügen.</translation>
    </message>
    <message>
        <source>little memory</source>
        <translation>wenig Speicher</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>zu wenig Speicher</translation>
    </message>
    <message>
        <source>Fewer windows are computed together: a little slower, with the same results.</source>
        <translation>Es werden weniger Fenster zugleich berechnet: etwas langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>Search in windows: a video of any length takes the same memory.</source>
        <translation>Suchen Sie in Fenstern: Ein Video jeder Länge braucht gleich viel Speicher.</translation>
    </message>
    <message>
        <source>Compute on the processor (Preferences › Finding): slower, with more memory.</source>
        <translation>Rechnen Sie auf dem Prozessor (Einstellungen › Suche): langsamer, mit mehr Speicher.</translation>
    </message>
    <message>
        <source>Choose a smaller model, such as soc-mini.</source>
        <translation>Wählen Sie ein kleineres Modell, etwa soc-mini.</translation>
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
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>about {0} after the finishing</source>
        <translation>etwa {0} nach der Suche</translation>
    </message>
    <message>
        <source>about {0} with the finishing</source>
        <translation>etwa {0} mit der Suche</translation>
    </message>
    <message>
        <source>without sound</source>
        <translation>ohne Ton</translation>
    </message>
    <message>
        <source>with sound ({0}, {1} kHz)</source>
        <translation>mit Ton ({0}, {1} kHz)</translation>
    </message>
    <message>
        <source>1 object is a quick draft.</source>
        <translation>1 Objekt ist ein schneller Entwurf.</translation>
    </message>
    <message>
        <source>{0} objects are quick drafts.</source>
        <translation>{0} Objekte sind schnelle Entwürfe.</translation>
    </message>
    <message>
        <source>Edges get better in full quality.</source>
        <translation>In voller Qualität werden die Kanten besser.</translation>
    </message>
    <message>
        <source>Not searched on all frames.</source>
        <translation>Nicht in allen Bildern gesucht.</translation>
    </message>
    <message>
        <source>1 object is not searched yet.</source>
        <translation>1 Objekt ist noch nicht gesucht.</translation>
    </message>
    <message>
        <source>{0} objects are not searched yet.</source>
        <translation>{0} Objekte sind noch nicht gesucht.</translation>
    </message>
    <message>
        <source>1 spot looks uncertain.</source>
        <translation>1 Stelle sieht unsicher aus.</translation>
    </message>
    <message>
        <source>{0} spots look uncertain.</source>
        <translation>{0} Stellen sehen unsicher aus.</translation>
    </message>
    <message>
        <source>Finish first</source>
        <translation>Erst fertigstellen</translation>
    </message>
    <message>
        <source>Finish first (about {0})</source>
        <translation>Erst fertigstellen (etwa {0})</translation>
    </message>
    <message>
        <source>For other tools</source>
        <translation>Für andere Werkzeuge</translation>
    </message>
    <message>
        <source>For training and evaluation</source>
        <translation>Zum Trainieren und Messen</translation>
    </message>
    <message>
        <source>All, with masks or without</source>
        <translation>Alle, mit Masken oder ohne</translation>
    </message>
    <message>
        <source>Those with masks of some object</source>
        <translation>Die mit Masken irgendeines Objekts</translation>
    </message>
    <message>
        <source>Those with masks of every object</source>
        <translation>Die mit Masken aller Objekte</translation>
    </message>
    <message>
        <source>1 video</source>
        <translation>1 Video</translation>
    </message>
    <message>
        <source>{0} videos</source>
        <translation>{0} Videos</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>1 sentence</source>
        <translation>1 Satz</translation>
    </message>
    <message>
        <source>{0} sentences</source>
        <translation>{0} Sätze</translation>
    </message>
    <message>
        <source>Reading masks: {0} of {1}</source>
        <translation>Masken lesen: {0} von {1}</translation>
    </message>
    <message>
        <source>Writing videos: {0} of {1}</source>
        <translation>Videos schreiben: {0} von {1}</translation>
    </message>
    <message>
        <source>Comparing videos: {0} of {1}</source>
        <translation>Videos vergleichen: {0} von {1}</translation>
    </message>
    <message>
        <source>{0} to {1} · {2}</source>
        <translation>{0} bis {1} · {2}</translation>
    </message>
    <message>
        <source>{0} and others</source>
        <translation>{0} und anderen</translation>
    </message>
    <message>
        <source>This is so in frames {0}.</source>
        <translation>Das gilt für die Bilder {0}.</translation>
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
        <source>Unknown video</source>
        <translation>Unbekanntes Video</translation>
    </message>
    <message>
        <source>masks, no object</source>
        <translation>Masken, kein Objekt</translation>
    </message>
    <message>
        <source>{0}, {1}, {2}: not saved under a name</source>
        <translation>{0}, {1}, {2}: ohne Namen</translation>
    </message>
    <message>
        <source>damaged; everything readable is shown</source>
        <translation>beschädigt; alles Lesbare wird gezeigt</translation>
    </message>
    <message>
        <source>in and out points</source>
        <translation>Anfang und Ende</translation>
    </message>
    <message>
        <source>Describe an object: the timeline shows where it is.</source>
        <translation>Ein Objekt beschreiben: Die Zeitleiste zeigt, wo es zu sehen ist.</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Did you mean “{0}”?</source>
        <translation>Meinten Sie „{0}“?</translation>
    </message>
    <message>
        <source>“{0}” is not a word the model knows.</source>
        <translation>„{0}“ ist kein Wort, das das Modell kennt.</translation>
    </message>
    <message>
        <source>This one names two. The program can look for one after the other.</source>
        <translation>Dieser nennt zwei. Das Programm kann eins nach dem anderen suchen.</translation>
    </message>
    <message>
        <source>“{0}”: the negation has no effect.</source>
        <translation>„{0}“: Die Verneinung wirkt nicht.</translation>
    </message>
    <message>
        <source>The model would look for just that. Say what the object is like instead, such as “the person in green”.</source>
        <translation>Das Modell würde gerade danach suchen. Beschreiben Sie stattdessen, wie das Objekt aussieht, etwa „the person in green“.</translation>
    </message>
    <message>
        <source>A sentence finds one thing.</source>
        <translation>Ein Satz findet ein Objekt.</translation>
    </message>
    <message>
        <source>The model leaves these words out. Say what the object is like instead, such as “the person in green”.</source>
        <translation>Das Modell lässt diese Wörter weg. Sagen Sie stattdessen, wie das Objekt aussieht, etwa „the person in green“.</translation>
    </message>
    <message>
        <source>The program can look for each of them and make a layer for each, {0} at most.</source>
        <translation>Das Programm kann jedes davon suchen und für jedes eine Ebene anlegen, höchstens {0}.</translation>
    </message>
    <message>
        <source>The model was not taught “{0}”.</source>
        <translation>Das Modell hat „{0}“ nicht gelernt.</translation>
    </message>
    <message>
        <source>What it finds is a guess; a more general word may do better.</source>
        <translation>Was es findet, ist geraten; ein allgemeineres Wort hilft vielleicht.</translation>
    </message>
    <message>
        <source>It may have no effect.</source>
        <translation>Vielleicht wirkt es nicht.</translation>
    </message>
    <message>
        <source>“{0}” compares in a way the model was not taught.</source>
        <translation>„{0}“ vergleicht auf eine Weise, die das Modell nicht gelernt hat.</translation>
    </message>
    <message>
        <source>It may take another object; say what it looks like or where it is.</source>
        <translation>Es nimmt vielleicht ein anderes Objekt; beschreiben Sie, wie es aussieht oder wo es ist.</translation>
    </message>
    <message>
        <source>“{0}” names no single thing.</source>
        <translation>„{0}“ benennt kein einzelnes Ding.</translation>
    </message>
    <message>
        <source>Say what it is and what it looks like, such as “the red car on the left”.</source>
        <translation>Sagen Sie, was es ist und wie es aussieht, etwa „the red car on the left“.</translation>
    </message>
    <message>
        <source>This looks like German.</source>
        <translation>Das sieht nach Deutsch aus.</translation>
    </message>
    <message>
        <source>This looks like French.</source>
        <translation>Das sieht nach Französisch aus.</translation>
    </message>
    <message>
        <source>This looks like Spanish.</source>
        <translation>Das sieht nach Spanisch aus.</translation>
    </message>
    <message>
        <source>This looks like Chinese.</source>
        <translation>Das sieht nach Chinesisch aus.</translation>
    </message>
    <message>
        <source>This does not look like English.</source>
        <translation>Das sieht nicht nach Englisch aus.</translation>
    </message>
    <message>
        <source>Sentences must be in English.</source>
        <translation>Sätze müssen auf Englisch sein.</translation>
    </message>
    <message>
        <source>Search for “{0}”?</source>
        <translation>Nach „{0}“ suchen?</translation>
    </message>
    <message>
        <source>“{0}” is left out there.</source>
        <translation>„{0}“ fehlt darin.</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>No such object</source>
        <translation>Kein solches Objekt</translation>
    </message>
    <message>
        <source>Waits for another search</source>
        <translation>Wartet auf eine andere Suche</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Searching · {0} of {1} frames</source>
        <translation>Sucht · {0} von {1} Bildern</translation>
    </message>
    <message>
        <source>Not searched yet</source>
        <translation>Noch nicht gesucht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>{0} of {1} frames searched</source>
        <translation>{0} von {1} Bildern durchsucht</translation>
    </message>
    <message>
        <source>all {0} frames</source>
        <translation>alle {0} Bilder</translation>
    </message>
    <message>
        <source>on {0} of {1} frames</source>
        <translation>auf {0} von {1} Bildern</translation>
    </message>
    <message>
        <source>1 spot to check</source>
        <translation>1 Stelle zu prüfen</translation>
    </message>
    <message>
        <source>{0} spots to check</source>
        <translation>{0} Stellen zu prüfen</translation>
    </message>
    <message>
        <source>{0} of {1} frames</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
    <message>
        <source>{0} % of the picture</source>
        <translation>{0} % des Bildes</translation>
    </message>
    <message>
        <source>; {0} not searched</source>
        <translation>; {0} nicht durchsucht</translation>
    </message>
    <message>
        <source>{0} of 100</source>
        <translation>{0} von 100</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Full quality</source>
        <translation>Volle Qualität</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>quick, {0} frames searched</source>
        <translation>schnell, {0} Bilder durchsucht</translation>
    </message>
    <message>
        <source>{0} corrected</source>
        <translation>{0} korrigiert</translation>
    </message>
    <message>
        <source>{0}, {1} videos</source>
        <translation>{0}, {1} Videos</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>heute {0}</translation>
    </message>
    <message>
        <source>yesterday {0}</source>
        <translation>gestern {0}</translation>
    </message>
    <message>
        <source>1 object</source>
        <translation>1 Objekt</translation>
    </message>
    <message>
        <source>{0} objects</source>
        <translation>{0} Objekte</translation>
    </message>
    <message>
        <source>1 correction</source>
        <translation>1 Korrektur</translation>
    </message>
    <message>
        <source>{0} corrections</source>
        <translation>{0} Korrekturen</translation>
    </message>
    <message>
        <source>searched to {0} %</source>
        <translation>zu {0} % durchsucht</translation>
    </message>
    <message>
        <source>full quality</source>
        <translation>volle Qualität</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>Nicht mehr da</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Opened, nothing searched yet</source>
        <translation>Geöffnet, noch nichts gesucht</translation>
    </message>
    <message>
        <source>{0} of {1} sentences reviewed</source>
        <translation>{0} von {1} Sätzen geprüft</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Gerade offen</translation>
    </message>
    <message>
        <source>Not saved under a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>search stopped at {0} %</source>
        <translation>Suche bei {0} % angehalten</translation>
    </message>
    <message>
        <source>{0} or more spots to check</source>
        <translation>{0} Stellen oder mehr zu prüfen</translation>
    </message>
    <message>
        <source>{0} not searched yet</source>
        <translation>{0} noch nicht gesucht</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>{0} of {1} · {2}</source>
        <translation>{0} von {1} · {2}</translation>
    </message>
    <message>
        <source>Say what you want, in English, as you would to a friend: the woman in the yellow dress.</source>
        <translation>Sagen Sie auf Englisch, was Sie suchen, wie zu einem Freund: the woman in the yellow dress.</translation>
    </message>
    <message>
        <source>This lane shows where it was found. Amber is where to look.</source>
        <translation>Diese Spur zeigt, wo es gefunden wurde. Wo sie gelb markiert ist, sehen Sie nach.</translation>
    </message>
    <message>
        <source>{0} goes there.</source>
        <translation>{0} führt dorthin.</translation>
    </message>
    <message>
        <source>Click on what is missing, right-click on what is too much. Then carry the correction to the other frames.</source>
        <translation>Klicken Sie an, was fehlt, und mit der rechten Taste, was zu viel ist. Übertragen Sie die Korrektur dann auf die anderen Bilder.</translation>
    </message>
    <message>
        <source>This was the quick look. Full quality makes better edges.</source>
        <translation>Das war die schnelle Suche. Volle Qualität macht bessere Kanten.</translation>
    </message>
    <message>
        <source>This was the quick look. Full quality makes better edges; about {0}.</source>
        <translation>Das war die schnelle Suche. Volle Qualität macht bessere Kanten; etwa {0}.</translation>
    </message>
    <message>
        <source>For an editing program take the cut-out video: it has transparency.</source>
        <translation>Nehmen Sie für ein Schnittprogramm das freigestellte Video: Um das Objekt herum ist es durchsichtig.</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>Best quality</source>
        <translation>Beste Qualität</translation>
    </message>
    <message>
        <source>Comes with the program. For people, animals, vehicles and household things, on any computer.</source>
        <translation>Gehört zum Programm. Für Menschen, Tiere, Fahrzeuge und Dinge im Haushalt, auf jedem Computer.</translation>
    </message>
    <message>
        <source>Understands longer sentences and finer parts. Comfortable with a graphics card, slow without one.</source>
        <translation>Versteht längere Sätze und feinere Teile. Zügig mit einer Grafikkarte, langsam ohne.</translation>
    </message>
    <message>
        <source>The most exact. For final masks, on a strong graphics card.</source>
        <translation>Das genaueste. Für endgültige Masken, mit einer starken Grafikkarte.</translation>
    </message>
    <message>
        <source>measured when it is here</source>
        <translation>wird gemessen, wenn es hier ist</translation>
    </message>
    <message>
        <source>little is left for other programs</source>
        <translation>lässt anderen Programmen wenig</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Free for any use</source>
        <translation>Frei für jeden Zweck</translation>
    </message>
    <message>
        <source>Not for commercial use</source>
        <translation>Nicht kommerziell</translation>
    </message>
    <message>
        <source>Your own use only</source>
        <translation>Nur zum Eigengebrauch</translation>
    </message>
    <message>
        <source>It is part of this program, under the Apache License 2.0: use it for whatever you like, also at work.</source>
        <translation>Es gehört zu diesem Programm und steht unter der Apache-Lizenz 2.0: Verwenden Sie es, wofür Sie möchten, auch im Beruf.</translation>
    </message>
    <message>
        <source>Its authors share the code under CC BY-NC 4.0 and say nothing of the weights. Do not use it for work that is paid.</source>
        <translation>Die Autoren teilen den Code unter CC BY-NC 4.0 und sagen nichts zu den Gewichten. Verwenden Sie es nicht für bezahlte Arbeit.</translation>
    </message>
    <message>
        <source>Its authors share the file but state no licence, so all rights are theirs. Get it for yourself, ask them before any other use, and do not pass it on.</source>
        <translation>Die Autoren teilen die Datei, nennen aber keine Lizenz; alle Rechte bleiben bei ihnen. Laden Sie es für sich selbst, fragen Sie die Autoren vor jeder anderen Verwendung, und geben Sie es nicht weiter.</translation>
    </message>
    <message>
        <source>12 real clips</source>
        <translation>12 echten Clips</translation>
    </message>
    <message>
        <source>{0} · {1} {2} on {3}</source>
        <translation>{0} · {1} {2} auf {3}</translation>
    </message>
    <message>
        <source>Go on ({0} %)</source>
        <translation>Fortsetzen ({0} %)</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Correct&amp;ion</source>
        <translation>Korrekt&amp;ur</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste here</source>
        <translation>Hier &amp;einfügen</translation>
    </message>
    <message>
        <source>Move a frame &amp;back</source>
        <translation>Ein Bild &amp;zurück verschieben</translation>
    </message>
    <message>
        <source>Move a frame &amp;on</source>
        <translation>Ein Bild &amp;weiter verschieben</translation>
    </message>
    <message>
        <source>&amp;Go to the frame to correct next</source>
        <translation>Zum Bild &amp;gehen, das als nächstes korrigiert werden sollte</translation>
    </message>
    <message>
        <source>Mer&amp;ge a project…</source>
        <translation>Projekt &amp;zusammenführen…</translation>
    </message>
    <message>
        <source>Ne&amp;xt doubtful in any video</source>
        <translation>Nächste zweifelhafte Stelle in allen Vi&amp;deos</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Corrected frames</source>
        <translation>Korrigierte Bilder</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Matte</source>
        <translation>Matte</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>In und Out</translation>
    </message>
    <message>
        <source>What a sentence means</source>
        <translation>Was ein Satz meint</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>No decision in it is new. What it found and imported is taken over.</source>
        <translation>Darin ist keine Entscheidung neu. Was darin gefunden und importiert wurde, wird übernommen.</translation>
    </message>
    <message>
        <source>New videos: {0}. New objects: {1}.</source>
        <translation>Neue Videos: {0}. Neue Objekte: {1}.</translation>
    </message>
    <message>
        <source>{0} Nothing was decided differently.</source>
        <translation>{0} Nichts wurde anders entschieden.</translation>
    </message>
    <message>
        <source>{0} What both decided differently is listed here: choose what holds.</source>
        <translation>{0} Was beide anders entschieden haben, steht hier: Wählen Sie, was gilt.</translation>
    </message>
    <message>
        <source>No doubtful frames left in any video.</source>
        <translation>In keinem Video ist noch ein zweifelhaftes Bild.</translation>
    </message>
    <message>
        <source>Doubtful spots left: {0} ({1} frames)</source>
        <translation>Zweifelhafte Stellen: noch {0} ({1} Bilder)</translation>
    </message>
    <message>
        <source>Doubtful spots left in {2} videos: {0} ({1} frames)</source>
        <translation>Zweifelhafte Stellen in {2} Videos: noch {0} ({1} Bilder)</translation>
    </message>
    <message>
        <source>A&amp;dd videos…</source>
        <translation>Videos hin&amp;zufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Add a datas&amp;et…</source>
        <translation>Datensatz hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>Remove this video from the &amp;project</source>
        <translation>Dieses Video aus dem &amp;Projekt entfernen</translation>
    </message>
    <message>
        <source>Vi&amp;deos</source>
        <translation>Vi&amp;deos</translation>
    </message>
    <message>
        <source>&amp;Next video</source>
        <translation>&amp;Nächstes Video</translation>
    </message>
    <message>
        <source>&amp;Previous video</source>
        <translation>&amp;Vorheriges Video</translation>
    </message>
    <message>
        <source>&amp;List of videos</source>
        <translation>&amp;Liste der Videos</translation>
    </message>
    <message>
        <source>No sentences yet</source>
        <translation>Noch keine Sätze</translation>
    </message>
    <message>
        <source>{0} of {1} reviewed</source>
        <translation>{0} von {1} geprüft</translation>
    </message>
    <message>
        <source>{0}, {1} frames</source>
        <translation>{0}, {1} Bilder</translation>
    </message>
    <message>
        <source>The video is not there, or in a folder that you have not allowed.</source>
        <translation>Das Video ist nicht da, oder in einem Ordner, den Sie nicht erlaubt haben.</translation>
    </message>
    <message>
        <source>Right-click: Find…</source>
        <translation>Rechtsklick: Suchen&#xa0;…</translation>
    </message>
    <message>
        <source>Sentences: {0}, with masks: {1}</source>
        <translation>Sätze: {0}, mit Masken: {1}</translation>
    </message>
    <message>
        <source>Reviewed: {0}, of them right: {1}</source>
        <translation>Geprüft: {0}, davon richtig: {1}</translation>
    </message>
    <message>
        <source>With something wrong: {0}</source>
        <translation>Mit Falschem: {0}</translation>
    </message>
    <message>
        <source>&amp;Improve the model with my corrections…</source>
        <translation>Modell mit meinen Korrekturen &amp;verbessern…</translation>
    </message>
    <message>
        <source>&amp;Check this computer…</source>
        <translation>Diesen &amp;Computer prüfen …</translation>
    </message>
    <message>
        <source>Unpacking</source>
        <translation>Wird entpackt</translation>
    </message>
    <message>
        <source>Keep or discard the carried masks first.</source>
        <translation>Zuerst die übertragenen Masken behalten oder verwerfen.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>There is no mask on this frame to carry. Draw it first.</source>
        <translation>Auf diesem Bild ist keine Maske zum Übertragen. Zeichnen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The mask of this frame is empty: there is nothing to carry.</source>
        <translation>Die Maske dieses Bildes ist leer: Es gibt nichts zu übertragen.</translation>
    </message>
    <message>
        <source>Select a layer first.</source>
        <translation>Wählen Sie zuerst eine Ebene.</translation>
    </message>
    <message>
        <source>No other layer that is shown and unlocked has corrections in the range.</source>
        <translation>Keine andere Ebene, die sichtbar und nicht gesperrt ist, hat Korrekturen in diesem Bereich.</translation>
    </message>
    <message>
        <source>“{0}” changed on {1} frames.</source>
        <translation>„{0}“: auf {1} Bildern geändert.</translation>
    </message>
    <message>
        <source>“{0}” changed on 1 frame.</source>
        <translation>„{0}“: auf 1 Bild geändert.</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>Frame {0} looks like a cut. Not found there: {1}.</source>
        <translation>Bild {0} sieht nach einem Schnitt aus. Dort nicht gefunden: {1}.</translation>
    </message>
    <message>
        <source>Changed on {0} frames.</source>
        <translation>Auf {0} Bildern geändert.</translation>
    </message>
    <message>
        <source>Changed on 1 frame.</source>
        <translation>Auf 1 Bild geändert.</translation>
    </message>
    <message>
        <source>It reaches from frame {0} to {1}.</source>
        <translation>Es reicht von Bild {0} bis {1}.</translation>
    </message>
    <message>
        <source>Frames between that are still missing: {0}.</source>
        <translation>Dazwischen fehlen noch Bilder: {0}.</translation>
    </message>
    <message>
        <source>Masks still older than a correction beside them: {0}.</source>
        <translation>Masken, die noch älter sind als eine Korrektur daneben: {0}.</translation>
    </message>
    <message>
        <source>Frame {0} looks like a cut: go on past it, or correct it there.</source>
        <translation>Bild {0} sieht nach einem Schnitt aus: darüber hinaus fortsetzen oder dort korrigieren.</translation>
    </message>
    <message>
        <source>Frame {0} looks like a cut, and it is not found there: correct it there.</source>
        <translation>Bild {0} sieht nach einem Schnitt aus, und dort ist es nicht gefunden: dort korrigieren.</translation>
    </message>
    <message>
        <source>The video cuts at frame {0}.</source>
        <translation>Bei Bild {0} hat das Video einen Schnitt.</translation>
    </message>
    <message>
        <source>Frame {0} is corrected already.</source>
        <translation>Bild {0} ist schon korrigiert.</translation>
    </message>
    <message>
        <source>Carry {0} layers</source>
        <translation>{0} Ebenen übertragen</translation>
    </message>
    <message>
        <source>Carry “{0}”</source>
        <translation>„{0}“ übertragen</translation>
    </message>
    <message>
        <source>Carried {0} layers together. Keep them?</source>
        <translation>{0} Ebenen zusammen übertragen. Behalten?</translation>
    </message>
    <message>
        <source>Carried from frame {0}. Keep it?</source>
        <translation>Von Bild {0} übertragen. Behalten?</translation>
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
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>SOC Studio is licensed under the Apache License 2.0 and uses the work below.</source>
        <translation>SOC Studio steht unter der Apache License 2.0 und verwendet die folgenden Werke.</translation>
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
    <name>AppBar</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>Modell: {0}</translation>
    </message>
</context>
<context>
    <name>BackgroundRow</name>
    <message>
        <source>Colour of the background</source>
        <translation>Farbe des Hintergrunds</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Andere&#xa0;…</translation>
    </message>
    <message>
        <source>Choose the colour of the background</source>
        <translation>Farbe des Hintergrunds wählen</translation>
    </message>
    <message>
        <source>A picture or a video</source>
        <translation>Ein Bild oder Video</translation>
    </message>
    <message>
        <source>Picture or video behind the objects</source>
        <translation>Bild oder Video hinter den Objekten</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>A background video starts over when it ends; otherwise its last frame stays.</source>
        <translation>Ein Video im Hintergrund beginnt an seinem Ende von vorn; sonst bleibt sein Ende stehen.</translation>
    </message>
</context>
<context>
    <name>CandidateController</name>
    <message>
        <source>Describe an object to see other answers.</source>
        <translation>Beschreiben Sie ein Objekt, um andere Vorschläge zu sehen.</translation>
    </message>
    <message>
        <source>Looking for other answers</source>
        <translation>Andere Vorschläge werden gesucht</translation>
    </message>
    <message>
        <source>Imported masks have no other answers.</source>
        <translation>Importierte Masken haben keine anderen Antworten.</translation>
    </message>
    <message>
        <source>No answers on this frame.</source>
        <translation>Keine Antworten auf diesem Bild.</translation>
    </message>
    <message>
        <source>This frame is not searched yet.</source>
        <translation>Dieses Bild ist noch nicht durchsucht.</translation>
    </message>
    <message>
        <source>{0}. This frame is corrected and does not change.</source>
        <translation>{0}. Dieses Bild ist korrigiert und ändert sich nicht.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
</context>
<context>
    <name>CandidateTray</name>
    <message>
        <source>Whole clip</source>
        <translation>Ganzer Clip</translation>
    </message>
    <message>
        <source>A click picks the object on every frame.</source>
        <translation>Ein Klick wählt das Objekt auf jedem Bild.</translation>
    </message>
    <message>
        <source>Frames to pick for</source>
        <translation>Bilder, für die gewählt wird</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Answers to choose from</source>
        <translation>Vorschläge zur Wahl</translation>
    </message>
    <message>
        <source>Answer {0}: {1}, {2} of 100</source>
        <translation>Vorschlag {0}: {1}, {2} von 100</translation>
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
        <source>Shown now</source>
        <translation>Wird gezeigt</translation>
    </message>
    <message>
        <source>None: it is not in this clip</source>
        <translation>Keiner: nicht in diesem Clip</translation>
    </message>
    <message>
        <source>None: it is not here</source>
        <translation>Keiner: hier nicht da</translation>
    </message>
    <message>
        <source>Take it here</source>
        <translation>Hier übernehmen</translation>
    </message>
    <message>
        <source>Pick for the whole clip</source>
        <translation>Für den ganzen Clip wählen</translation>
    </message>
</context>
<context>
    <name>CategoriesButton</name>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Which categories are offered</source>
        <translation>Welche Kategorien angeboten werden</translation>
    </message>
    <message>
        <source>From a list…</source>
        <translation>Aus einer Liste…</translation>
    </message>
    <message>
        <source>The 65 of Ref-YouTube-VOS</source>
        <translation>Die 65 von Ref-YouTube-VOS</translation>
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
        <source>Custom colour</source>
        <translation>Eigene Farbe</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>Andere Farbe&#xa0;…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
</context>
<context>
    <name>ComputerCheck</name>
    <message>
        <source>Checking this computer</source>
        <translation>Dieser Computer wird geprüft</translation>
    </message>
</context>
<context>
    <name>ComputerDialog</name>
    <message>
        <source>Check this computer</source>
        <translation>Diesen Computer prüfen</translation>
    </message>
    <message>
        <source>Copy for a report</source>
        <translation>Für einen Bericht kopieren</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Nothing personal is in what is copied.</source>
        <translation>Was kopiert wird, enthält nichts Persönliches.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird geprüft …</translation>
    </message>
    <message>
        <source>All that the program needs is here.</source>
        <translation>Alles, was das Programm braucht, ist da.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) should be mended.</source>
        <translation>
            <numerusform>%n Sache sollte in Ordnung gebracht werden.</numerusform>
            <numerusform>%n Sachen sollten in Ordnung gebracht werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Confidence</name>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Fairly sure</source>
        <translation>Ziemlich sicher</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Unlikely</source>
        <translation>Eher nicht</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>Possible</source>
        <translation>Möglich</translation>
    </message>
</context>
<context>
    <name>CorrectionController</name>
    <message>
        <source>This frame is not corrected.</source>
        <translation>Dieses Bild ist nicht korrigiert.</translation>
    </message>
    <message>
        <source>Object {0}</source>
        <translation>Objekt {0}</translation>
    </message>
    <message>
        <source>Click what belongs to it. With the right button, or Alt, click what does not. The edge follows at once.</source>
        <translation>Anklicken, was dazugehört. Mit der rechten Taste oder mit Alt anklicken, was nicht dazugehört. Der Rand folgt sofort.</translation>
    </message>
    <message>
        <source>Draw a box around it. Then take Points and click what is missing or too much.</source>
        <translation>Einen Rahmen darum ziehen. Dann mit Punkte anklicken, was fehlt oder zu viel ist.</translation>
    </message>
    <message>
        <source>Stroke roughly over it. With the right button, or Alt, stroke over what is not.</source>
        <translation>Grob darüber streichen. Mit der rechten Taste oder mit Alt über das streichen, was es nicht ist.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
    <message>
        <source>“{0}” is hidden. Show it to correct it.</source>
        <translation>„{0}“ ist ausgeblendet. Zum Korrigieren einblenden.</translation>
    </message>
    <message>
        <source>Describe an object first, then correct its mask.</source>
        <translation>Zuerst ein Objekt beschreiben, dann seine Maske korrigieren.</translation>
    </message>
</context>
<context>
    <name>CorrectionKeys</name>
    <message>
        <source>Copied. Paste it on another frame.</source>
        <translation>Kopiert. Fügen Sie sie auf einem anderen Bild ein.</translation>
    </message>
    <message>
        <source>Copy the correction of a frame first.</source>
        <translation>Kopieren Sie zuerst die Korrektur eines Bildes.</translation>
    </message>
    <message>
        <source>Carry a correction first: then it is known.</source>
        <translation>Übertragen Sie zuerst eine Korrektur: Dann ist es bekannt.</translation>
    </message>
    <message>
        <source>A correction of frame {0} should help most.</source>
        <translation>Eine Korrektur von Bild {0} sollte am meisten helfen.</translation>
    </message>
    <message>
        <source>This frame was carried: move the correction that it comes from.</source>
        <translation>Die Maske dieses Bilds wurde übertragen: Verschieben Sie die Korrektur, von der sie kommt.</translation>
    </message>
    <message>
        <source>Re&amp;move the chosen correction</source>
        <translation>Gewählte Korrektur ent&amp;fernen</translation>
    </message>
    <message>
        <source>This frame is not corrected.</source>
        <translation>Dieses Bild ist nicht korrigiert.</translation>
    </message>
    <message>
        <source>Frame {0} is corrected already.</source>
        <translation>Bild {0} ist schon korrigiert.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it to change it.</source>
        <translation>„{0}“ ist gesperrt. Zum Ändern entsperren.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Your work is saved. You can continue, or restart the program.</source>
        <translation>Ihre Arbeit ist gespeichert. Sie können fortfahren oder das Programm neu starten.</translation>
    </message>
    <message>
        <source>A fault in the program stopped this.</source>
        <translation>Ein Fehler im Programm hat das verhindert.</translation>
    </message>
    <message>
        <source>A report helps to fix it. It contains the versions of the program and the place of the fault; nothing is sent automatically.</source>
        <translation>Ein Bericht hilft, den Fehler zu beheben. Er enthält die Versionen des Programms und die Stelle des Fehlers; nichts wird automatisch verschickt.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Your last changes are not saved: {0}</source>
        <translation>Die letzten Änderungen sind nicht gespeichert: {0}</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Programm schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DatasetController</name>
    <message>
        <source>{0} dataset</source>
        <translation>{0} Datensatz</translation>
    </message>
    <message>
        <source>Dataset “{0}”</source>
        <translation>Datensatz „{0}“</translation>
    </message>
    <message>
        <source>Reading masks…</source>
        <translation>Masken werden gelesen…</translation>
    </message>
</context>
<context>
    <name>DatasetFields</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Marked as right only</source>
        <translation>Nur als richtig markierte</translation>
    </message>
    <message>
        <source>Quick masks of a preview, too</source>
        <translation>Auch schnelle Masken einer Vorschau</translation>
    </message>
    <message>
        <source>They are moved from a neighbouring frame: not as good as labels should be.</source>
        <translation>Sie sind von einem Nachbarbild verschoben: nicht so gut, wie Labels sein sollten.</translation>
    </message>
    <message>
        <source>One of how many frames is taken</source>
        <translation>Eines von wie vielen Bildern genommen wird</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Every n-th</source>
        <translation>Jedes n-te</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilddateien</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>As they are, or train=0.8, valid=0.2</source>
        <translation>Wie sie sind, oder train=0.8, valid=0.2</translation>
    </message>
    <message>
        <source>From lists…</source>
        <translation>Aus Listen…</translation>
    </message>
    <message>
        <source>Text files with the name of a video on each line: train.txt for the split train.</source>
        <translation>Textdateien mit dem Namen eines Videos in jeder Zeile: train.txt für den Teil train.</translation>
    </message>
    <message>
        <source>No lists</source>
        <translation>Keine Listen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Lists of videos</source>
        <translation>Listen von Videos</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Folder for the dataset</source>
        <translation>Ordner für den Datensatz</translation>
    </message>
</context>
<context>
    <name>DatasetImporter</name>
    <message>
        <source>Add a dataset</source>
        <translation>Datensatz hinzufügen</translation>
    </message>
    <message>
        <source>Opening “{0}”</source>
        <translation>„{0}“ öffnen</translation>
    </message>
    <message>
        <source>Import “{0}”</source>
        <translation>„{0}“ importieren</translation>
    </message>
    <message>
        <source>1 video</source>
        <translation>1 Video</translation>
    </message>
    <message>
        <source>{0} videos</source>
        <translation>{0} Videos</translation>
    </message>
</context>
<context>
    <name>DatasetOpener</name>
    <message>
        <source>Open a dataset</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message>
        <source>“{0}” is a dataset.</source>
        <translation>„{0}“ ist ein Datensatz.</translation>
    </message>
    <message>
        <source>It can come into the open project, with its videos, sentences and masks, or into a new one.</source>
        <translation>Er kann mit seinen Videos, Sätzen und Masken in das offene Projekt kommen, oder in ein neues.</translation>
    </message>
    <message>
        <source>Add to this project</source>
        <translation>In dieses Projekt</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Opening “{0}”</source>
        <translation>„{0}“ wird geöffnet</translation>
    </message>
    <message>
        <source>Import “{0}”</source>
        <translation>„{0}“ importieren</translation>
    </message>
    <message>
        <source>1 video</source>
        <translation>1 Video</translation>
    </message>
    <message>
        <source>{0} videos</source>
        <translation>{0} Videos</translation>
    </message>
</context>
<context>
    <name>DatasetSheet</name>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Format of the dataset</source>
        <translation>Format des Datensatzes</translation>
    </message>
    <message>
        <source>What the dataset will not have</source>
        <translation>Was dem Datensatz fehlen wird</translation>
    </message>
    <message>
        <source>It holds all of it.</source>
        <translation>Er enthält alles.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Write dataset</source>
        <translation>Datensatz schreiben</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>DemoBar</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Hold for the original</source>
        <translation>Halten für das Original</translation>
    </message>
    <message>
        <source>Save cut-out video</source>
        <translation>Freigestelltes Video speichern</translation>
    </message>
    <message>
        <source>The kind of video that is saved.</source>
        <translation>Die Art des Videos, das gespeichert wird.</translation>
    </message>
    <message>
        <source>Kind of video: {0}</source>
        <translation>Art des Videos: {0}</translation>
    </message>
</context>
<context>
    <name>DemoController</name>
    <message>
        <source>Picture for the background</source>
        <translation>Bild für den Hintergrund</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)</source>
        <translation>Bilder (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)</translation>
    </message>
    <message>
        <source>Reading a picture</source>
        <translation>Bild wird gelesen</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time of the last frame</source>
        <translation>Zeit des letzten Bildes</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Bild&#xa0;…</translation>
    </message>
    <message>
        <source>Find “{0}”</source>
        <translation>„{0}“ suchen</translation>
    </message>
    <message>
        <source>Choose a picture for the background</source>
        <translation>Ein Bild für den Hintergrund wählen</translation>
    </message>
</context>
<context>
    <name>DeviceChip</name>
    <message>
        <source>The first search loads the model.</source>
        <translation>Die erste Suche lädt das Modell.</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>Modell: {0}</translation>
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
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
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
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
</context>
<context>
    <name>DocumentCloser</name>
    <message>
        <source>{0} videos, {1}</source>
        <translation>{0} Videos, {1}</translation>
    </message>
    <message>
        <source>Give “{0}” a name?</source>
        <translation>„{0}“ einen Namen geben?</translation>
    </message>
    <message>
        <source>{0}. Without a name it stays on the start page as a draft.</source>
        <translation>{0}. Ohne Namen bleibt die Arbeit als Entwurf auf der Startseite.</translation>
    </message>
    <message>
        <source>Save as project…</source>
        <translation>Als Projekt speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>Als Entwurf behalten</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>Verwerfen&#xa0;…</translation>
    </message>
    <message>
        <source>Throw the work on “{0}” away?</source>
        <translation>Die Arbeit an „{0}“ verwerfen?</translation>
    </message>
    <message>
        <source>It cannot be brought back. The video stays.</source>
        <translation>Sie lässt sich nicht zurückholen. Das Video bleibt.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>The last changes cannot be saved.</source>
        <translation>Die letzten Änderungen lassen sich nicht speichern.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Woanders speichern…</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>Ohne sie schließen</translation>
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
        <translation>„{0}“ wird geöffnet&#xa0;…</translation>
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
        <source>Lists ({0})</source>
        <translation>Listen ({0})</translation>
    </message>
    <message>
        <source>Open a list of videos and sentences</source>
        <translation>Liste von Videos und Sätzen öffnen</translation>
    </message>
    <message>
        <source>Where is “{0}”?</source>
        <translation>Wo ist „{0}“?</translation>
    </message>
    <message>
        <source>Choose the video…</source>
        <translation>Video wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose again…</source>
        <translation>Anderes wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Allow this folder</source>
        <translation>Diesen Ordner erlauben</translation>
    </message>
    <message>
        <source>Use it all the same</source>
        <translation>Trotzdem nehmen</translation>
    </message>
    <message>
        <source>Open without the picture</source>
        <translation>Ohne Bild öffnen</translation>
    </message>
    <message>
        <source>Your sentences and masks are here; the video is in a folder that you have not allowed yet. Allow it only if this is the video you expect:</source>
        <translation>Ihre Sätze und Masken sind da; das Video liegt in einem Ordner, den Sie noch nicht erlaubt haben. Erlauben Sie ihn nur, wenn dies das erwartete Video ist:</translation>
    </message>
    <message>
        <source>The masks of the project may not match the video in its place:</source>
        <translation>Die Masken des Projekts passen vielleicht nicht zu dem Video an seiner Stelle:</translation>
    </message>
    <message>
        <source>Your sentences and masks are here; the video is not where it was, nor beside the project:</source>
        <translation>Ihre Sätze und Masken sind da; das Video ist weder, wo es war, noch neben dem Projekt:</translation>
    </message>
    <message>
        <source>This is another video than “{0}”.</source>
        <translation>Das ist ein anderes Video als „{0}“.</translation>
    </message>
    <message>
        <source>This is another video: {0} frames instead of {1}.</source>
        <translation>Das ist ein anderes Video: {0} Bilder statt {1}.</translation>
    </message>
</context>
<context>
    <name>DoubtController</name>
    <message>
        <source>No more spots to check.</source>
        <translation>Keine Stellen mehr zu prüfen.</translation>
    </message>
    <message>
        <source>Frame {0}: {1}. Spots left: {2} · A&#xa0;right · X&#xa0;wrong</source>
        <translation>Bild {0}: {1}. Noch {2} Stellen · A&#xa0;richtig · X&#xa0;falsch</translation>
    </message>
    <message>
        <source>“{0}”, frame {1}: {2}. Spots left: {3}</source>
        <translation>„{0}“, Bild {1}: {2}. Noch {3} Stellen</translation>
    </message>
    <message>
        <source>Looking for doubtful frames</source>
        <translation>Zweifelhafte Bilder suchen</translation>
    </message>
</context>
<context>
    <name>DoubtRow</name>
    <message>
        <source>Next doubtful</source>
        <translation>Nächste zweifelhafte</translation>
    </message>
    <message>
        <source>Go to the most doubtful frame of all videos (Alt+N)</source>
        <translation>Zum zweifelhaftesten Bild aller Videos (Alt+N)</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop a video, a folder of frames or a project</source>
        <translation>Video, Ordner mit Bildern oder Projekt hier ablegen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Open a video or a project (Ctrl+O)</source>
        <translation>Ein Video oder Projekt öffnen (Strg+O)</translation>
    </message>
</context>
<context>
    <name>EdgeRow</name>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>Makes hair, fur and soft edges follow the colours of the picture.</source>
        <translation>Haare, Fell und weiche Kanten folgen den Farben des Bildes.</translation>
    </message>
    <message>
        <source>As each object has it</source>
        <translation>Wie bei jedem Objekt eingestellt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Off: the edge of the mask</source>
        <translation>Aus: die Kante der Maske</translation>
    </message>
    <message>
        <source>Follow the picture</source>
        <translation>Dem Bild folgen</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Width of the edge band</source>
        <translation>Breite des Kantenbands</translation>
    </message>
    <message>
        <source>Softness of the edge band</source>
        <translation>Weichheit des Kantenbands</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
</context>
<context>
    <name>EffectTiles</name>
    <message>
        <source>Effect</source>
        <translation>Effekt</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>Scheinwerfer</translation>
    </message>
    <message>
        <source>Darkens everything but the objects</source>
        <translation>Dunkelt alles außer den Objekten ab</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Shows each object in its colour</source>
        <translation>Zeigt jedes Objekt in seiner Farbe</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>Freigestellt</translation>
    </message>
    <message>
        <source>Shows the objects alone</source>
        <translation>Zeigt nur die Objekte</translation>
    </message>
    <message>
        <source>Blur behind</source>
        <translation>Unscharf dahinter</translation>
    </message>
    <message>
        <source>Blurs everything but the objects</source>
        <translation>Zeichnet alles außer den Objekten weich</translation>
    </message>
    <message>
        <source>New background</source>
        <translation>Neuer Hintergrund</translation>
    </message>
    <message>
        <source>Shows the objects on a colour or a picture</source>
        <translation>Zeigt die Objekte auf einer Farbe oder einem Bild</translation>
    </message>
    <message>
        <source>Pixelate</source>
        <translation>Verpixeln</translation>
    </message>
    <message>
        <source>Makes the objects unrecognisable</source>
        <translation>Macht die Objekte unkenntlich</translation>
    </message>
</context>
<context>
    <name>EstimateChip</name>
    <message>
        <source>Estimate of the search</source>
        <translation>Schätzung der Suche</translation>
    </message>
    <message>
        <source>time known once it begins</source>
        <translation>Dauer zeigt sich beim Suchen</translation>
    </message>
    <message>
        <source>A search with this model takes {0}.</source>
        <translation>Eine Suche mit diesem Modell braucht {0}.</translation>
    </message>
    <message>
        <source>Little memory: other programs may slow down.</source>
        <translation>Wenig Speicher: Andere Programme können langsamer werden.</translation>
    </message>
    <message>
        <source>{0} are free.</source>
        <translation>{0} sind frei.</translation>
    </message>
    <message>
        <source>This is a rule of thumb: “Try its speed” in Edit › Models measures it.</source>
        <translation>Das ist eine Faustregel: „Geschwindigkeit messen“ unter Bearbeiten › Modelle misst es.</translation>
    </message>
</context>
<context>
    <name>EstimateController</name>
    <message>
        <source>Estimating</source>
        <translation>Wird geschätzt</translation>
    </message>
    <message>
        <source>A search with {0} may need more memory than is free: {1}, and {2} are free.</source>
        <translation>Eine Suche mit {0} braucht womöglich mehr Speicher, als frei ist: {1}, frei sind {2}.</translation>
    </message>
    <message>
        <source>Close other programs to free memory.</source>
        <translation>Schließen Sie andere Programme, um Speicher freizugeben.</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>{0} export</source>
        <translation>{0} Export</translation>
    </message>
    <message>
        <source>There is nothing to see yet.</source>
        <translation>Noch ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>Frame {0}, as it will be</source>
        <translation>Bild {0}, wie es wird</translation>
    </message>
    <message>
        <source>There is nothing to see in this format.</source>
        <translation>In diesem Format gibt es nichts zu sehen.</translation>
    </message>
    <message>
        <source>“{0}” is exported when the search is done.</source>
        <translation>„{0}“ wird exportiert, wenn die Suche fertig ist.</translation>
    </message>
    <message>
        <source>“{0}” was not exported.</source>
        <translation>„{0}“ wurde nicht exportiert.</translation>
    </message>
    <message>
        <source>The search before it did not come to its end.</source>
        <translation>Die Suche davor wurde nicht beendet.</translation>
    </message>
    <message>
        <source>Export as it is</source>
        <translation>Exportieren, wie es ist</translation>
    </message>
</context>
<context>
    <name>ExportEnd</name>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Exported {0}</source>
        <translation>{0} exportiert</translation>
    </message>
    <message>
        <source>No program opens folders here. It is in {0}</source>
        <translation>Hier öffnet kein Programm Ordner. Es liegt in {0}</translation>
    </message>
    <message>
        <source>Copied the path</source>
        <translation>Pfad kopiert</translation>
    </message>
</context>
<context>
    <name>ExportFields</name>
    <message>
        <source>One file for</source>
        <translation>Eine Datei für</translation>
    </message>
    <message>
        <source>All objects together</source>
        <translation>Alle Objekte zusammen</translation>
    </message>
    <message>
        <source>Each object</source>
        <translation>Jedes Objekt</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for the result</source>
        <translation>Ordner für das Ergebnis</translation>
    </message>
</context>
<context>
    <name>ExportJobs</name>
    <message>
        <source>Export “{0}”</source>
        <translation>„{0}“ exportieren</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Zuerst ein Video öffnen.</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>Finish, then export</source>
        <translation>Fertigstellen und exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Export this after what is being exported, and choose another export.</source>
        <translation>Dies nach dem exportieren, was gerade exportiert wird, und einen weiteren Export wählen.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>ExportSummary</name>
    <message>
        <source>Estimating size and time…</source>
        <translation>Größe und Dauer werden geschätzt&#xa0;…</translation>
    </message>
</context>
<context>
    <name>ExpressionBar</name>
    <message>
        <source>Description of an object</source>
        <translation>Beschreibung eines Objekts</translation>
    </message>
    <message>
        <source>Full quality</source>
        <translation>Volle Qualität</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Describe an object, such as “the red car”</source>
        <translation>Auf Englisch, etwa „the red car“</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Find the object in the video (Enter)</source>
        <translation>Das Objekt im Video suchen (Enter)</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Searches some frames and follows the object between them. Good for checking; use full quality before exporting.</source>
        <translation>Durchsucht einige Bilder und verfolgt das Objekt dazwischen. Gut zum Prüfen; vor dem Export volle Qualität verwenden.</translation>
    </message>
    <message>
        <source>Quality of the search</source>
        <translation>Qualität der Suche</translation>
    </message>
    <message>
        <source>Searches every frame.</source>
        <translation>Durchsucht jedes Bild.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Everything found so far is kept.</source>
        <translation>Alles bisher Gefundene bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>ExpressionController</name>
    <message>
        <source>Waits for another search…</source>
        <translation>Wartet auf eine andere Suche…</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>The model was not taught {0}: what it finds is a guess.</source>
        <translation>Das Modell hat {0} nicht gelernt: Was es findet, ist geraten.</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Models…</source>
        <translation>Modelle&#xa0;…</translation>
    </message>
</context>
<context>
    <name>FineTuneController</name>
    <message>
        <source>Improving the model: “{0}”</source>
        <translation>Modell wird verbessert: „{0}“</translation>
    </message>
    <message>
        <source>There is a model of this name. Choose another one.</source>
        <translation>Ein Modell dieses Namens gibt es schon. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>J&amp;F on held-out videos: {0} before, {1} after</source>
        <translation>J&amp;F auf zurückgelegten Videos: {0} vorher, {1} nachher</translation>
    </message>
    <message>
        <source>Made the model “{0}”</source>
        <translation>Das Modell „{0}“ ist fertig</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>FineTuneSheet</name>
    <message>
        <source>Improve the model</source>
        <translation>Modell verbessern</translation>
    </message>
    <message>
        <source>A new model is made of “{0}”. It learns from masks that you marked as right or corrected. A fifth of the videos is held out, whole ones: the new model does not learn from them, and its answers there are compared with those of now.</source>
        <translation>Aus „{0}“ wird ein neues Modell. Es lernt von Masken, die Sie als richtig markiert oder korrigiert haben. Ein Fünftel der Videos, ganze, wird zurückgelegt: Von ihnen lernt das neue Modell nicht, und seine Antworten dort werden mit den jetzigen verglichen.</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Name des neuen Modells</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Improve</source>
        <translation>Verbessern</translation>
    </message>
</context>
<context>
    <name>FirstStepsSheet</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Erneut zeigen</translation>
    </message>
    <message>
        <source>Begin with the first step, each at its moment</source>
        <translation>Beginnt mit dem ersten Schritt, jeder zu seiner Zeit</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FiveBars</name>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}: {1} von {2}</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>{0} × {1} · {2} fps</source>
        <translation>{0} × {1} · {2} fps</translation>
    </message>
</context>
<context>
    <name>FrameExport</name>
    <message>
        <source>Save the cut-out of this frame</source>
        <translation>Dieses Bild freigestellt speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>Save {0}</source>
        <translation>{0} speichern</translation>
    </message>
    <message>
        <source>Copy the cut-out</source>
        <translation>Freigestelltes Bild kopieren</translation>
    </message>
    <message>
        <source>Copied the cut-out of this frame</source>
        <translation>Dieses Bild freigestellt kopiert</translation>
    </message>
</context>
<context>
    <name>FrameState</name>
    <message>
        <source>Marked as not here</source>
        <translation>Als nicht da markiert</translation>
    </message>
    <message>
        <source>“{0}” is locked</source>
        <translation>„{0}“ ist gesperrt</translation>
    </message>
    <message>
        <source>Carried from frame {0}. Keep it?</source>
        <translation>Von Bild {0} übertragen. Behalten?</translation>
    </message>
    <message>
        <source>Carried from frame {0} (searches do not change it)</source>
        <translation>Von Bild {0} übertragen (Suchen ändern es nicht)</translation>
    </message>
    <message>
        <source>Imported (searches do not change it)</source>
        <translation>Importiert (Suchen ändern es nicht)</translation>
    </message>
    <message>
        <source>Corrected by you (searches do not change it)</source>
        <translation>Von Ihnen korrigiert (Suchen ändern es nicht)</translation>
    </message>
</context>
<context>
    <name>FurtherSentences</name>
    <message>
        <source>Add a sentence</source>
        <translation>Satz hinzufügen</translation>
    </message>
    <message>
        <source>A sentence that means nothing in this video</source>
        <translation>Ein Satz, der in diesem Video nichts meint</translation>
    </message>
    <message>
        <source>Another sentence for the selected object</source>
        <translation>Ein weiterer Satz für das markierte Objekt</translation>
    </message>
    <message>
        <source>A sentence that means the selected objects together</source>
        <translation>Ein Satz, der die markierten Objekte zusammen meint</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>List of categories</source>
        <translation>Liste von Kategorien</translation>
    </message>
    <message>
        <source>Text (*.txt);;All files (*)</source>
        <translation>Text (*.txt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>GainSheet</name>
    <message>
        <source>The improved model</source>
        <translation>Das verbesserte Modell</translation>
    </message>
    <message>
        <source>On videos that it did not learn from, it is better than “{0}” by {1}.</source>
        <translation>Auf Videos, von denen es nicht gelernt hat, ist es um {1} besser als „{0}“.</translation>
    </message>
    <message>
        <source>On videos that it did not learn from, it is no better than “{0}”: {1}.</source>
        <translation>Auf Videos, von denen es nicht gelernt hat, ist es nicht besser als „{0}“: {1}.</translation>
    </message>
    <message>
        <source>Held-out videos</source>
        <translation>Zurückgelegte Videos</translation>
    </message>
    <message>
        <source>Held-out video</source>
        <translation>Zurückgelegtes Video</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>GraphicsOffer</name>
    <message>
        <source>Looking for a graphics card</source>
        <translation>Eine Grafikkarte wird gesucht</translation>
    </message>
    <message>
        <source>The graphics card of this computer can search much faster: {0}.</source>
        <translation>Die Grafikkarte dieses Computers kann viel schneller suchen: {0}.</translation>
    </message>
    <message>
        <source>The PyTorch that computes with it is a download of about 3 GB. It can be removed again.</source>
        <translation>Das PyTorch, das mit ihr rechnet, ist ein Download von etwa 3 GB. Es lässt sich wieder entfernen.</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>PyTorch for {0}</source>
        <translation>PyTorch für {0}</translation>
    </message>
    <message>
        <source>The PyTorch for the graphics card is ready.</source>
        <translation>Das PyTorch für die Grafikkarte ist bereit.</translation>
    </message>
    <message>
        <source>Start the program again to use it.</source>
        <translation>Starten Sie das Programm neu, um es zu verwenden.</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>The documentation is not on this computer.</source>
        <translation>Die Dokumentation ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>No program opens this address: {0}</source>
        <translation>Kein Programm öffnet diese Adresse: {0}</translation>
    </message>
    <message>
        <source>known after the first search</source>
        <translation>nach der ersten Suche bekannt</translation>
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
    <name>HelpWindow</name>
    <message>
        <source>SOC Studio: help</source>
        <translation>SOC Studio: Hilfe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>In der Hilfe suchen (englisch)</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Im Browser</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>The help is in English.</source>
        <translation>Die Hilfe ist auf Englisch.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Nachschlagen</translation>
    </message>
    <message>
        <source>Found in {0} places</source>
        <translation>An {0} Stellen gefunden</translation>
    </message>
    <message>
        <source>Found in one place</source>
        <translation>An einer Stelle gefunden</translation>
    </message>
    <message>
        <source>Not found. The pages are in English: try an English word, or fewer.</source>
        <translation>Nichts gefunden. Die Seiten sind englisch: Versuchen Sie ein englisches Wort oder weniger Wörter.</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Do not say this again</source>
        <translation>Dies nicht noch einmal sagen</translation>
    </message>
</context>
<context>
    <name>Hover</name>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>frame {0}</source>
        <translation>Bild {0}</translation>
    </message>
</context>
<context>
    <name>HowDialog</name>
    <message>
        <source>{0} without an internet connection</source>
        <translation>{0} ohne Internetverbindung</translation>
    </message>
    <message>
        <source>In this window, “From a file…” or “From a folder…” on the model&apos;s card and “Add a folder…” do the same as the commands below.</source>
        <translation>In diesem Fenster leisten „Aus einer Datei…“ oder „Aus einem Ordner…“ auf der Karte des Modells und „Ordner hinzufügen…“ dasselbe wie die Befehle unten.</translation>
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
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Least s&amp;core</source>
        <translation>&amp;Mindestwert</translation>
    </message>
    <message>
        <source>The object is shown from this score on.</source>
        <translation>Das Objekt wird ab diesem Wert gezeigt.</translation>
    </message>
    <message>
        <source>Makes hair, fur and soft edges follow the colours of the picture, this far from the edge. Auto, at the left end: as wide as the steps of the mask, in cut-outs and looks only. 0 is off.</source>
        <translation>Lässt Haare, Fell und weiche Kanten den Farben des Bildes folgen, so weit von der Kante entfernt. Auto, am linken Ende: so breit wie die Stufen der Maske, nur in Freistellungen und Looks. 0 ist aus.</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Moves the edge outwards; negative values move it inwards.</source>
        <translation>Verschiebt die Kante nach außen; negative Werte nach innen.</translation>
    </message>
    <message>
        <source>Soften ed&amp;ge</source>
        <translation>Kante &amp;weich</translation>
    </message>
    <message>
        <source>Fills holes up to this area.</source>
        <translation>Füllt Löcher bis zu dieser Fläche.</translation>
    </message>
    <message>
        <source>Removes separate pieces up to this area.</source>
        <translation>Entfernt einzelne Stücke bis zu dieser Fläche.</translation>
    </message>
    <message>
        <source>Stead&amp;y in time</source>
        <translation>&amp;Zeitlich ruhig</translation>
    </message>
    <message>
        <source>Takes the majority of this many frames on either side. Corrected frames do not change.</source>
        <translation>Nimmt die Mehrheit von so vielen Bildern auf jeder Seite. Korrigierte Bilder ändern sich nicht.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all settings of the edge</source>
        <translation>Alle Einstellungen der Kante zurücksetzen</translation>
    </message>
    <message>
        <source>Seen on</source>
        <translation>Zu sehen auf</translation>
    </message>
    <message>
        <source>How sure, on average</source>
        <translation>Wie sicher, im Mittel</translation>
    </message>
    <message>
        <source>Size in the picture</source>
        <translation>Größe im Bild</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>When is it there?</source>
        <translation>Wann ist es da?</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
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
        <source>Edge &amp;band</source>
        <translation>&amp;Kantenband</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Band s&amp;oftness</source>
        <translation>Bandwe&amp;ichheit</translation>
    </message>
    <message>
        <source>How soft the edge is within the band. 0 makes it hard.</source>
        <translation>Wie weich die Kante im Band ist. 0 macht sie hart.</translation>
    </message>
    <message>
        <source>Gro&amp;w or shrink</source>
        <translation>A&amp;usdehnen</translation>
    </message>
    <message>
        <source>Softens the edge.</source>
        <translation>Macht die Kante weich.</translation>
    </message>
    <message>
        <source>F&amp;ill holes</source>
        <translation>Lö&amp;cher füllen</translation>
    </message>
    <message>
        <source>&amp;Remove specks</source>
        <translation>&amp;Flecken weg</translation>
    </message>
</context>
<context>
    <name>JobController</name>
    <message>
        <source>Still running:

{0}

Everything found so far is kept; an unfinished export is removed.</source>
        <translation>Es läuft noch:

{0}

Was bisher gefunden wurde, bleibt; ein unfertiger Export wird entfernt.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten&#xa0;…</translation>
    </message>
    <message>
        <source>Stop and close?</source>
        <translation>Anhalten und schließen?</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
</context>
<context>
    <name>JobLog</name>
    <message>
        <source>A fault in the program stopped this; see the log.</source>
        <translation>Ein Fehler im Programm hat das verhindert; siehe Protokoll.</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Try again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start earlier</source>
        <translation>Früher starten</translation>
    </message>
    <message>
        <source>Progress of the task</source>
        <translation>Fortschritt der Aufgabe</translation>
    </message>
    <message>
        <source>Start later</source>
        <translation>Später starten</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>waiting, number {0}</source>
        <translation>wartet, Nummer {0}</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>hält an&#xa0;…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped at {0} %</source>
        <translation>angehalten bei {0} %</translation>
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
        <translation>wird vorbereitet&#xa0;…</translation>
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
    <name>LabelButtons</name>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Mark the selected rows as right, between in and out</source>
        <translation>Die gewählten Zeilen zwischen Anfang und Ende als richtig markieren</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Mark the selected rows as wrong, between in and out</source>
        <translation>Die gewählten Zeilen zwischen Anfang und Ende als falsch markieren</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Clear the reviews of the selected rows</source>
        <translation>Die Prüfungen der ausgewählten Zeilen entfernen</translation>
    </message>
    <message>
        <source>Next spot</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Go to the next spot to check in the selected rows</source>
        <translation>Zur nächsten Stelle der gewählten Zeilen, die zu prüfen ist</translation>
    </message>
    <message>
        <source>No such object</source>
        <translation>Kein solches Objekt</translation>
    </message>
    <message>
        <source>Say that the selected sentences mean nothing in this video, or take it back</source>
        <translation>Sagen, dass die gewählten Sätze nichts in diesem Video meinen, oder das zurücknehmen</translation>
    </message>
    <message>
        <source>Same object</source>
        <translation>Dasselbe Objekt</translation>
    </message>
    <message>
        <source>Make the selected rows one object; the masks of the current row stay</source>
        <translation>Aus den gewählten Zeilen ein Objekt machen; die Masken der aktuellen Zeile bleiben</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz…</translation>
    </message>
    <message>
        <source>Write a note at the reviews of the selected rows</source>
        <translation>Eine Notiz zu den Prüfungen der gewählten Zeilen schreiben</translation>
    </message>
</context>
<context>
    <name>LabelController</name>
    <message>
        <source>Comparing layers</source>
        <translation>Ebenen vergleichen</translation>
    </message>
    <message>
        <source>No more spots to check.</source>
        <translation>Keine Stellen mehr zu prüfen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note at the reviews of the selected rows, between in and out</source>
        <translation>Notiz zu den Prüfungen der gewählten Zeilen, zwischen Start und Ende</translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation>Notiz sichern</translation>
    </message>
    <message>
        <source>Keep the masks of this object?</source>
        <translation>Die Masken dieses Objekts behalten?</translation>
    </message>
    <message>
        <source>Keep them if you only fixed the wording. Otherwise the new words are searched for: choices and reviews are lost, frames that you corrected stay.</source>
        <translation>Behalten Sie sie, wenn Sie nur die Wörter verbessert haben. Sonst wird nach den neuen Wörtern gesucht; Auswahl und Prüfungen entfallen, korrigierte Bilder bleiben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep masks</source>
        <translation>Masken behalten</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Neu suchen</translation>
    </message>
</context>
<context>
    <name>LabelFilter</name>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>Alle Zeilen</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>With spots</source>
        <translation>Mit Stellen</translation>
    </message>
    <message>
        <source>Without category</source>
        <translation>Ohne Kategorie</translation>
    </message>
    <message>
        <source>No such object</source>
        <translation>Kein solches Objekt</translation>
    </message>
</context>
<context>
    <name>LabelTable</name>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Describe an object above to add a row.</source>
        <translation>Oben ein Objekt beschreiben, um eine Zeile hinzuzufügen.</translation>
    </message>
    <message>
        <source>“{0}” and “{1}” show the same pixels: one object?</source>
        <translation>„{0}“ und „{1}“ zeigen dieselben Pixel: ein Objekt?</translation>
    </message>
    <message>
        <source>More such pairs: {0}</source>
        <translation>Weitere solche Paare: {0}</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Class of the object; double-click to change</source>
        <translation>Klasse des Objekts; zum Ändern doppelklicken</translation>
    </message>
    <message>
        <source>Frames with the object, of those searched</source>
        <translation>Bilder mit dem Objekt, von den durchsuchten</translation>
    </message>
    <message>
        <source>Frames without a review</source>
        <translation>Bilder ohne Prüfung</translation>
    </message>
    <message>
        <source>How sure the model is, 0 to 1</source>
        <translation>Wie sicher das Modell ist, 0 bis 1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>no category</source>
        <translation>keine Kategorie</translation>
    </message>
    <message>
        <source>Layers: {0} · {1} % reviewed</source>
        <translation>Ebenen: {0} · {1} % geprüft</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Number of the object in this video</source>
        <translation>Nummer des Objekts in diesem Video</translation>
    </message>
    <message>
        <source>Description of the object; double-click to change</source>
        <translation>Beschreibung des Objekts; zum Ändern doppelklicken</translation>
    </message>
    <message>
        <source>Seen on</source>
        <translation>Zu sehen auf</translation>
    </message>
    <message>
        <source>Frames that you marked as right</source>
        <translation>Bilder, die Sie als richtig markiert haben</translation>
    </message>
    <message>
        <source>Frames that you marked as wrong</source>
        <translation>Bilder, die Sie als falsch markiert haben</translation>
    </message>
    <message>
        <source>Spots</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Spots to check</source>
        <translation>Zu prüfende Stellen</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Shown: {0}</source>
        <translation>Gezeigt: {0}</translation>
    </message>
</context>
<context>
    <name>LaneHeader</name>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
</context>
<context>
    <name>LayerColours</name>
    <message>
        <source>Colours of layers</source>
        <translation>Farben der Ebenen</translation>
    </message>
</context>
<context>
    <name>LayerController</name>
    <message>
        <source>“{0}” is locked. Unlock it to remove it.</source>
        <translation>„{0}“ ist gesperrt. Zum Entfernen entsperren.</translation>
    </message>
    <message>
        <source>“{0}” is removed.</source>
        <translation>„{0}“ ist entfernt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
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
        <source>{0} of 100</source>
        <translation>{0} von 100</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Show all layers again</source>
        <translation>Wieder alle Ebenen zeigen</translation>
    </message>
    <message>
        <source>Show this layer alone</source>
        <translation>Nur diese Ebene zeigen</translation>
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
    <name>LayerPictureController</name>
    <message>
        <source>Pictures of layers</source>
        <translation>Bilder der Ebenen</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>What the lanes show</source>
        <translation>Was die Spuren zeigen</translation>
    </message>
    <message>
        <source>Found in full quality</source>
        <translation>In voller Qualität gefunden</translation>
    </message>
    <message>
        <source>solid; the height is how sure the model is</source>
        <translation>ausgefüllt; die Höhe zeigt, wie sicher das Modell ist</translation>
    </message>
    <message>
        <source>Found by a quick search</source>
        <translation>Durch eine schnelle Suche gefunden</translation>
    </message>
    <message>
        <source>light, with a bright line on top</source>
        <translation>hell, mit einer kräftigen Linie oben</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht da</translation>
    </message>
    <message>
        <source>a thin line; two lines where you said so</source>
        <translation>eine dünne Linie; zwei, wo Sie es gesagt haben</translation>
    </message>
    <message>
        <source>Not searched yet</source>
        <translation>Noch nicht durchsucht</translation>
    </message>
    <message>
        <source>dots</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>an amber bar above</source>
        <translation>ein gelber Balken darüber</translation>
    </message>
    <message>
        <source>Perhaps another object from here on</source>
        <translation>Ab hier vielleicht ein anderes Objekt</translation>
    </message>
    <message>
        <source>a dashed line</source>
        <translation>eine gestrichelte Linie</translation>
    </message>
    <message>
        <source>Perhaps a cut</source>
        <translation>Vielleicht ein Schnitt</translation>
    </message>
    <message>
        <source>two amber lines: carrying met it, see the tip on it</source>
        <translation>zwei gelbe Linien: beim Übertragen bemerkt, siehe Hinweis darauf</translation>
    </message>
    <message>
        <source>Corrected by you</source>
        <translation>Von Ihnen korrigiert</translation>
    </message>
    <message>
        <source>a white diamond</source>
        <translation>eine weiße Raute</translation>
    </message>
    <message>
        <source>Carried</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>chevrons; on half the colour until you keep the masks</source>
        <translation>Winkel; auf halber Farbe, bis Sie die Masken behalten</translation>
    </message>
    <message>
        <source>To carry again</source>
        <translation>Erneut zu übertragen</translation>
    </message>
    <message>
        <source>a broken amber bar: a correction beside it changed</source>
        <translation>ein unterbrochener gelber Balken: eine Korrektur daneben hat sich geändert</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>stripes along the lane</source>
        <translation>Streifen längs der Spur</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>a line below: green right, broken red wrong</source>
        <translation>eine Linie darunter: grün richtig, unterbrochen rot falsch</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>nothing changes the layer until you unlock it</source>
        <translation>nichts ändert die Ebene, bis Sie sie entsperren</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>faint; not in the picture</source>
        <translation>blass; nicht im Bild</translation>
    </message>
</context>
<context>
    <name>LongSearch</name>
    <message>
        <source>Quick first</source>
        <translation>Erst schnell</translation>
    </message>
    <message>
        <source>Only {0} to {1}</source>
        <translation>Nur {0} bis {1}</translation>
    </message>
    <message>
        <source>Mark a part</source>
        <translation>Teil markieren</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>This clip is {0} long.</source>
        <translation>Dieser Clip dauert {0}.</translation>
    </message>
    <message>
        <source>This part is {0} long.</source>
        <translation>Dieser Teil dauert {0}.</translation>
    </message>
    <message>
        <source>Searching all of it takes {0}.</source>
        <translation>Alles zu durchsuchen dauert {0}.</translation>
    </message>
    <message>
        <source>Drag the ends of the part in the timeline, then press Enter.</source>
        <translation>Ziehen Sie die Enden des Teils in der Zeitleiste, und drücken Sie dann die Eingabetaste.</translation>
    </message>
</context>
<context>
    <name>MaskImportController</name>
    <message>
        <source>Folder of masks</source>
        <translation>Ordner mit Masken</translation>
    </message>
    <message>
        <source>Importing masks</source>
        <translation>Masken werden importiert</translation>
    </message>
</context>
<context>
    <name>MaskReader</name>
    <message>
        <source>Reading the mask</source>
        <translation>Maske wird gelesen</translation>
    </message>
</context>
<context>
    <name>MatteController</name>
    <message>
        <source>Here: the model says nothing</source>
        <translation>Hier: Das Modell sagt nichts</translation>
    </message>
    <message>
        <source>Here: found ({0} of 100)</source>
        <translation>Hier: gefunden ({0} von 100)</translation>
    </message>
    <message>
        <source>Here: not found ({0} of 100)</source>
        <translation>Hier: nicht gefunden ({0} von 100)</translation>
    </message>
</context>
<context>
    <name>MergeController</name>
    <message>
        <source>Project to merge</source>
        <translation>Projekt zum Zusammenführen</translation>
    </message>
    <message>
        <source>Reading “{0}”</source>
        <translation>„{0}“ lesen</translation>
    </message>
    <message>
        <source>Comparing masks</source>
        <translation>Masken vergleichen</translation>
    </message>
    <message>
        <source>Merging “{0}”</source>
        <translation>„{0}“ zusammenführen</translation>
    </message>
    <message>
        <source>No decision in it was new.</source>
        <translation>Darin war keine Entscheidung neu.</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>Merge a project</source>
        <translation>Projekt zusammenführen</translation>
    </message>
    <message>
        <source>Decided differently</source>
        <translation>Anders entschieden</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meins</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Ihres</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Take mine</source>
        <translation>Meins nehmen</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Ihres nehmen</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Decided: {0} of {1}</source>
        <translation>Entschieden: {0} von {1}</translation>
    </message>
</context>
<context>
    <name>MissingVideo</name>
    <message>
        <source>Your sentences and masks are here.</source>
        <translation>Ihre Sätze und Masken sind da.</translation>
    </message>
    <message>
        <source>Choose the video…</source>
        <translation>Video wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Where is “{0}”?</source>
        <translation>Wo ist „{0}“?</translation>
    </message>
    <message>
        <source>Expected at {0}</source>
        <translation>Erwartet unter {0}</translation>
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
        <source>Learned from</source>
        <translation>Gelernt von</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
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
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The download can continue from here later.</source>
        <translation>Der Download lässt sich später fortsetzen.</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>made here by SOC Studio {0}</source>
        <translation>hier gemacht mit SOC Studio {0}</translation>
    </message>
    <message>
        <source>nothing was measured</source>
        <translation>nichts wurde gemessen</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>Aus einem Ordner…</translation>
    </message>
    <message>
        <source>No internet on this computer?</source>
        <translation>Kein Internet auf diesem Rechner?</translation>
    </message>
    <message>
        <source>How to add it without an internet connection.</source>
        <translation>Wie Sie es ohne Internetverbindung hinzufügen.</translation>
    </message>
    <message>
        <source>Carry corrections with this tracker from now on.</source>
        <translation>Korrekturen ab jetzt mit diesem Tracker übertragen.</translation>
    </message>
    <message>
        <source>Search with this model from now on.</source>
        <translation>Von jetzt an mit diesem Modell suchen.</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>Read the whole file and compare its checksum.</source>
        <translation>Die ganze Datei lesen und ihre Prüfsumme vergleichen.</translation>
    </message>
    <message>
        <source>Try its speed</source>
        <translation>Geschwindigkeit messen</translation>
    </message>
    <message>
        <source>Run the model for a few seconds to measure its speed and memory on this computer.</source>
        <translation>Das Modell ein paar Sekunden laufen lassen, um Geschwindigkeit und Speicher auf diesem Rechner zu messen.</translation>
    </message>
    <message>
        <source>working</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>ready, in use</source>
        <translation>bereit, wird verwendet</translation>
    </message>
    <message>
        <source>about {0}, {1} downloaded</source>
        <translation>etwa {0}, davon {1} geladen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei&#xa0;…</translation>
    </message>
    <message>
        <source>Use what you already have of this model.</source>
        <translation>Verwenden, was von diesem Modell schon da ist.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen&#xa0;…</translation>
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
        <translation>{0} auf der Festplatte</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>ModelController</name>
    <message>
        <source>Reading the models</source>
        <translation>Modelle werden gelesen</translation>
    </message>
    <message>
        <source>Download {0}</source>
        <translation>{0} herunterladen</translation>
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
        <source>File with weights</source>
        <translation>Datei mit Gewichten</translation>
    </message>
    <message>
        <source>Folder with weights or a tokenizer</source>
        <translation>Ordner mit Gewichten oder einem Tokenizer</translation>
    </message>
    <message>
        <source>Remove “{0}” from this computer?</source>
        <translation>„{0}“ von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>You can download or add it again.</source>
        <translation>Sie können es wieder herunterladen oder hinzufügen.</translation>
    </message>
    <message>
        <source>Otherwise only the original file is accepted under this name.</source>
        <translation>Sonst wird unter diesem Namen nur die ursprüngliche Datei angenommen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“{0}” is ready.</source>
        <translation>„{0}“ ist bereit.</translation>
    </message>
    <message>
        <source>“{0}” is ready and needs {1}.</source>
        <translation>„{0}“ ist bereit und braucht {1}.</translation>
    </message>
    <message>
        <source>“{0}” was removed; {1} are free again.</source>
        <translation>„{0}“ wurde entfernt; {1} sind wieder frei.</translation>
    </message>
    <message>
        <source>“{0}” is intact.</source>
        <translation>„{0}“ ist unbeschädigt.</translation>
    </message>
    <message>
        <source>“{0}” is not on this computer.</source>
        <translation>„{0}“ ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt *.tar *.bin)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt *.tar *.bin)</translation>
    </message>
    <message>
        <source>Accept another file under this name next time</source>
        <translation>Beim nächsten Mal auch eine andere Datei annehmen</translation>
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
</context>
<context>
    <name>ModelOffers</name>
    <message>
        <source>Looking for better models</source>
        <translation>Bessere Modelle werden gesucht</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle&#xa0;…</translation>
    </message>
    <message>
        <source>“{0}” is ready and more accurate: {1} {2:.1f} on {3}, as published.</source>
        <translation>„{0}“ ist bereit und genauer: {1} {2:.1f} auf {3}, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>Its speed on this computer is not measured yet.</source>
        <translation>Seine Geschwindigkeit auf diesem Rechner ist noch nicht gemessen.</translation>
    </message>
    <message>
        <source>It needs {0}.</source>
        <translation>Es braucht {0}.</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>wird verwendet</translation>
    </message>
    <message>
        <source>working</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>working, {0} %</source>
        <translation>arbeitet, {0} %</translation>
    </message>
</context>
<context>
    <name>ModelsSheet</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>what does the finding</source>
        <translation>was die Objekte findet</translation>
    </message>
    <message>
        <source>No internet on this computer?</source>
        <translation>Kein Internet auf diesem Computer?</translation>
    </message>
    <message>
        <source>How to add a model without an internet connection.</source>
        <translation>Wie ein Modell ohne Internetverbindung hinzukommt.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>A folder with weights and a tokenizer, or with a tokenizer alone.</source>
        <translation>Ein Ordner mit Gewichten und einem Tokenizer oder nur mit einem Tokenizer.</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Datei hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>A file with weights of any model.</source>
        <translation>Eine Datei mit Gewichten eines beliebigen Modells.</translation>
    </message>
    <message>
        <source>All {0} research models</source>
        <translation>Alle {0} Forschungsmodelle</translation>
    </message>
    <message>
        <source>Three to choose from</source>
        <translation>Drei zur Auswahl</translation>
    </message>
</context>
<context>
    <name>MoreRows</name>
    <message>
        <source>More: other formats beside it, names of files, own presets</source>
        <translation>Mehr: weitere Formate, Namen der Dateien, eigene Vorgaben</translation>
    </message>
    <message>
        <source>Number and name, such as 01-the-red-car</source>
        <translation>Nummer und Name, etwa 01-the-red-car</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>As I say</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Open the folder when done</source>
        <translation>Danach den Ordner öffnen</translation>
    </message>
    <message>
        <source>Multiply colours by the opacity</source>
        <translation>Farben mit der Deckkraft multiplizieren</translation>
    </message>
    <message>
        <source>For programs that take cut-out videos as premultiplied; most expect straight colours.</source>
        <translation>Für Programme, die freigestellte Videos als vormultipliziert lesen; die meisten erwarten unveränderte Farben.</translation>
    </message>
    <message>
        <source>Also write</source>
        <translation>Auch schreiben</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Keep as preset</source>
        <translation>Als Vorgabe</translation>
    </message>
    <message>
        <source>Handles</source>
        <translation>Überhang</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Frames before and after the part, for transitions.</source>
        <translation>Bilder vor und nach dem Abschnitt, für Übergänge.</translation>
    </message>
    <message>
        <source>Everything but the objects</source>
        <translation>Alles außer den Objekten</translation>
    </message>
    <message>
        <source>The video beside it</source>
        <translation>Das Video daneben</translation>
    </message>
    <message>
        <source>Names made of tokens</source>
        <translation>Namen aus Platzhaltern</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Insert what every export fills in.</source>
        <translation>Einfügen, was jeder Export ausfüllt.</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>Nichts weiter</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
</context>
<context>
    <name>NextBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NextStepController</name>
    <message>
        <source>Finish in full quality</source>
        <translation>In voller Qualität</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Carry it</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Carry it to the others.</source>
        <translation>Auf die anderen übertragen.</translation>
    </message>
    <message>
        <source>Check it</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>1 spot looks uncertain.</source>
        <translation>1 Stelle sieht unsicher aus.</translation>
    </message>
    <message>
        <source>Check them</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>{0} spots look uncertain.</source>
        <translation>{0} Stellen sehen unsicher aus.</translation>
    </message>
    <message>
        <source>Most of it looks uncertain.</source>
        <translation>Das meiste sieht unsicher aus.</translation>
    </message>
    <message>
        <source>Nothing looks uncertain.</source>
        <translation>Nichts sieht unsicher aus.</translation>
    </message>
    <message>
        <source>All spots checked.</source>
        <translation>Alle Stellen geprüft.</translation>
    </message>
    <message>
        <source>Find another</source>
        <translation>Weiteres Objekt suchen</translation>
    </message>
    <message>
        <source>In full quality.</source>
        <translation>In voller Qualität.</translation>
    </message>
    <message>
        <source>Perhaps found on {0} of {1} frames.</source>
        <translation>Vielleicht auf {0} von {1} Bildern gefunden.</translation>
    </message>
    <message>
        <source>Found on the only frame.</source>
        <translation>Auf dem einzigen Bild gefunden.</translation>
    </message>
    <message>
        <source>Found on all {0} frames.</source>
        <translation>Auf allen {0} Bildern gefunden.</translation>
    </message>
    <message>
        <source>Found on {0} of {1} frames.</source>
        <translation>Auf {0} von {1} Bildern gefunden.</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Schätzung läuft</translation>
    </message>
</context>
<context>
    <name>NotFound</name>
    <message>
        <source>Looking for the closest thing</source>
        <translation>Das Ähnlichste wird gesucht</translation>
    </message>
    <message>
        <source>“{0}” is not in this clip, it seems.</source>
        <translation>„{0}“ kommt in diesem Clip anscheinend nicht vor.</translation>
    </message>
    <message>
        <source>Try fewer words, or another part of the clip.</source>
        <translation>Versuchen Sie es mit weniger Wörtern oder in einem anderen Teil des Clips.</translation>
    </message>
    <message>
        <source>looked at {0} of {1} frames</source>
        <translation>{0} von {1} Bildern durchsucht</translation>
    </message>
    <message>
        <source>Change the words</source>
        <translation>Beschreibung ändern</translation>
    </message>
    <message>
        <source>Take the closest</source>
        <translation>Das Ähnlichste nehmen</translation>
    </message>
    <message>
        <source>Point at it</source>
        <translation>Darauf zeigen</translation>
    </message>
    <message>
        <source>Nothing comes near it. Try fewer words, or another part of the clip.</source>
        <translation>Nichts kommt ihm nahe. Versuchen Sie es mit weniger Wörtern oder einem anderen Teil des Clips.</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderes</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>an animal</source>
        <translation>ein Tier</translation>
    </message>
    <message>
        <source>a vehicle</source>
        <translation>ein Fahrzeug</translation>
    </message>
    <message>
        <source>furniture</source>
        <translation>ein Möbelstück</translation>
    </message>
    <message>
        <source>These came nearest.</source>
        <translation>Dies kam am nächsten.</translation>
    </message>
    <message>
        <source>These came nearest; they look like: {0}.</source>
        <translation>Dies kam am nächsten; es sieht aus wie: {0}.</translation>
    </message>
    <message>
        <source>The closest thing, on frame {0}, looks like an animal.</source>
        <translation>Das Ähnlichste, in Bild {0}, sieht aus wie ein Tier.</translation>
    </message>
    <message>
        <source>The closest thing, on frame {0}, looks like a vehicle.</source>
        <translation>Das Ähnlichste, in Bild {0}, sieht aus wie ein Fahrzeug.</translation>
    </message>
    <message>
        <source>The closest thing, on frame {0}, looks like furniture.</source>
        <translation>Das Ähnlichste, in Bild {0}, sieht aus wie ein Möbelstück.</translation>
    </message>
    <message>
        <source>The closest thing is on frame {0}; it is probably something else.</source>
        <translation>Das Ähnlichste ist in Bild {0}; wahrscheinlich ist es etwas anderes.</translation>
    </message>
</context>
<context>
    <name>OpenedList</name>
    <message>
        <source>{0} and {1} are here.</source>
        <translation>{0} und {1} sind da.</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n Video</numerusform>
            <numerusform>%n Videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n Satz</numerusform>
            <numerusform>%n Sätze</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is searched yet. A search of all videos goes on while you work.</source>
        <translation>Noch ist nichts gesucht. Die Suche in allen Videos läuft, während Sie arbeiten.</translation>
    </message>
    <message>
        <source>Search all</source>
        <translation>Alles suchen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>{0} more rows were not taken.</source>
        <translation>{0} weitere Zeilen wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>Nothing is left to be found in any video.</source>
        <translation>In keinem Video ist noch etwas zu finden.</translation>
    </message>
</context>
<context>
    <name>OpenedMessage</name>
    <message>
        <source>Went on from {0}. {1}: {2}.</source>
        <translation>Weiter ab {0}. {1}: {2}.</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Data is missing in “{0}” at frame {1}: frames up to {2} may be wrong.</source>
        <translation>In „{0}“ fehlen Daten bei Bild {1}: Bilder bis {2} können falsch sein.</translation>
    </message>
</context>
<context>
    <name>OpeningPicture</name>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>Show a layer first.</source>
        <translation>Blenden Sie zuerst eine Ebene ein.</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>Redone: {0}</source>
        <translation>Wiederholt: {0}</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command or layer</source>
        <translation>Befehl oder Ebene</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>No matches.</source>
        <translation>Keine Treffer.</translation>
    </message>
</context>
<context>
    <name>PartButton</name>
    <message>
        <source>Part of the video that is searched and exported</source>
        <translation>Teil des Videos, der durchsucht und exportiert wird</translation>
    </message>
    <message>
        <source>Whole clip</source>
        <translation>Ganzer Clip</translation>
    </message>
    <message>
        <source>In to out</source>
        <translation>Markiert</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Part</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Whole clip</source>
        <translation>Ganzer Clip</translation>
    </message>
    <message>
        <source>In to out</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>From the in to the out point.</source>
        <translation>Vom markierten Anfang bis zum markierten Ende.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>From one frame to another.</source>
        <translation>Von einem Bild bis zu einem anderen.</translation>
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
</context>
<context>
    <name>PictureController</name>
    <message>
        <source>nearby frame {0}, without masks</source>
        <translation>nahes Bild {0}, ohne Masken</translation>
    </message>
</context>
<context>
    <name>PictureRow</name>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder in der Sekunde</translation>
    </message>
    <message>
        <source>Bits of a level</source>
        <translation>Bits je Farbwert</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} fps</translation>
    </message>
    <message>
        <source>Uneven, as in the video</source>
        <translation>Ungleichmäßig, wie im Video</translation>
    </message>
    <message>
        <source>Constant: what suits it best</source>
        <translation>Gleichmäßig: was am besten passt</translation>
    </message>
    <message>
        <source>Constant: {0} fps</source>
        <translation>Gleichmäßig: {0} fps</translation>
    </message>
    <message>
        <source>{0} bits</source>
        <translation>{0} Bit</translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
</context>
<context>
    <name>PointingController</name>
    <message>
        <source>Looking at the frame</source>
        <translation>Bild ansehen</translation>
    </message>
    <message>
        <source>Finding what you point at</source>
        <translation>Finden, worauf Sie zeigen</translation>
    </message>
</context>
<context>
    <name>PreferencesMenu</name>
    <message>
        <source>“{0}” searches. Choose another model…</source>
        <translation>„{0}“ sucht. Ein anderes Modell wählen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>PreferencesSheet</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Timeline, playing</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Clearer borders and captions</source>
        <translation>Deutlichere Ränder und Beschriftungen</translation>
    </message>
    <message>
        <source>Nothing slides or fades</source>
        <translation>Ohne Gleiten und Überblenden</translation>
    </message>
    <message>
        <source>Point at the next step</source>
        <translation>Hinweise zeigen</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Erneut zeigen</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe der Oberfläche</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Size and language change at the next start. Sentences stay English.</source>
        <translation>Größe und Sprache ändern sich beim nächsten Start. Sätze bleiben englisch.</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>Mehr Kontrast</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Full quality</source>
        <translation>Volle Qualität</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei&#xa0;…</translation>
    </message>
    <message>
        <source>Automatic: graphics card where there is one</source>
        <translation>Automatisch: Grafikkarte, wo es eine gibt</translation>
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
        <source>The program&apos;s own</source>
        <translation>Der des Programms</translation>
    </message>
    <message>
        <source>Default quality</source>
        <translation>Voreingestellte Qualität</translation>
    </message>
    <message>
        <source>Quick searches some frames and follows the object between them. Good for checking; use full quality before exporting.</source>
        <translation>„Schnell“ durchsucht einige Bilder und verfolgt das Objekt dazwischen. Gut zum Prüfen; verwenden Sie vor dem Export die volle Qualität.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Compute with</source>
        <translation>Rechnen mit</translation>
    </message>
    <message>
        <source>Carry with</source>
        <translation>Übertragen mit</translation>
    </message>
    <message>
        <source>Pictures in the timeline</source>
        <translation>Bilder in der Zeitleiste</translation>
    </message>
    <message>
        <source>Sound in the timeline</source>
        <translation>Ton in der Zeitleiste</translation>
    </message>
    <message>
        <source>A light copy for smooth playing</source>
        <translation>Eine leichte Kopie für flüssige Wiedergabe</translation>
    </message>
    <message>
        <source>Of the video</source>
        <translation>Des Videos</translation>
    </message>
    <message>
        <source>From zero</source>
        <translation>Ab null</translation>
    </message>
    <message>
        <source>Time code</source>
        <translation>Timecode</translation>
    </message>
    <message>
        <source>A light copy is made of videos that are slow to scrub, beside the program&apos;s other temporary files. Exports always use the video itself.</source>
        <translation>Von Videos, die sich langsam durchsuchen lassen, wird eine leichte Kopie bei den anderen temporären Dateien des Programms angelegt. Exporte verwenden immer das Video selbst.</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer/in</translation>
    </message>
    <message>
        <source>The name that is kept with your reviews; empty for none.</source>
        <translation>Der Name, der bei Ihren Prüfungen steht; leer für keinen.</translation>
    </message>
    <message>
        <source>Every change is saved at once. Work without a name stays on the start page until you save it as a project or throw it away.</source>
        <translation>Jede Änderung wird sofort gespeichert. Arbeit ohne Namen bleibt auf der Startseite, bis Sie sie als Projekt speichern oder verwerfen.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel&#xa0;…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Commands with keys of your own: {0}</source>
        <translation>Befehle mit eigenen Tasten: {0}</translation>
    </message>
    <message>
        <source>File with weights</source>
        <translation>Datei mit Gewichten</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt)</translation>
    </message>
</context>
<context>
    <name>PresencePanel</name>
    <message>
        <source>Show it from</source>
        <translation>Zeigen ab</translation>
    </message>
    <message>
        <source>Shown from a score of {0} on; “Details” sets it exactly.</source>
        <translation>Gezeigt ab einer Bewertung von {0}; unter „Details“ genau einstellbar.</translation>
    </message>
</context>
<context>
    <name>PresetChips</name>
    <message>
        <source>Your own preset. The right button or Shift+F10 renames or deletes it.</source>
        <translation>Ihre eigene Vorgabe. Die rechte Maustaste oder Umschalt+F10 benennt sie um oder löscht sie.</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>Diese Vorgabe löschen</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>Vorgabe umbenennen</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>Save the project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>„{0}“ ersetzen?</translation>
    </message>
    <message>
        <source>A project of this name already exists there.</source>
        <translation>Dort gibt es schon ein Projekt mit diesem Namen.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
        <source>Every change is saved at once.</source>
        <translation>Jede Änderung wird sofort gespeichert.</translation>
    </message>
    <message>
        <source>“Save” gives the work a name and a place.</source>
        <translation>„Speichern“ gibt der Arbeit einen Namen und einen Ort.</translation>
    </message>
</context>
<context>
    <name>PropagationBar</name>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Keeps the masks so far as corrections.</source>
        <translation>Behält die bisherigen Masken als Korrekturen.</translation>
    </message>
    <message>
        <source>{0} of {1} frames</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>Discard these masks?</source>
        <translation>Diese Masken verwerfen?</translation>
    </message>
    <message>
        <source>Esc discards, Enter keeps.</source>
        <translation>Esc verwirft, Eingabe behält.</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>Behal&amp;ten</translation>
    </message>
    <message>
        <source>Progress of carrying</source>
        <translation>Fortschritt des Übertragens</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>Anha&amp;lten</translation>
    </message>
    <message>
        <source>Leaves the masks so far to be looked at.</source>
        <translation>Lässt die bisherigen Masken zum Ansehen stehen.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
</context>
<context>
    <name>PropagationController</name>
    <message>
        <source>No frame to carry it to: a corrected frame, a cut or the end comes next.</source>
        <translation>Kein Bild zum Übertragen: Als Nächstes kommt ein korrigiertes Bild, ein Schnitt oder das Ende.</translation>
    </message>
    <message>
        <source>What was carried is gone with its correction, until that is back.</source>
        <translation>Mit der Korrektur ist auch weg, was von ihr übertragen wurde, bis sie wieder da ist.</translation>
    </message>
    <message>
        <source>The object cannot be followed from here.</source>
        <translation>Das Objekt lässt sich von hier aus nicht verfolgen.</translation>
    </message>
</context>
<context>
    <name>PropagationPanel</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>How far it is carried</source>
        <translation>Wie weit übertragen wird</translation>
    </message>
    <message>
        <source>To the next correction</source>
        <translation>Bis zur nächsten Korrektur</translation>
    </message>
    <message>
        <source>To the end of the shot</source>
        <translation>Bis zum Ende der Einstellung</translation>
    </message>
    <message>
        <source>In the marked part</source>
        <translation>Im markierten Teil</translation>
    </message>
    <message>
        <source>Whole clip</source>
        <translation>Ganzer Clip</translation>
    </message>
    <message>
        <source>Some frames</source>
        <translation>Einige Bilder</translation>
    </message>
    <message>
        <source>Frames it is carried to on each side</source>
        <translation>Bilder auf jeder Seite, auf die übertragen wird</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>Wie weit</translation>
    </message>
    <message>
        <source>Carry it to other frames</source>
        <translation>Auf andere Bilder übertragen</translation>
    </message>
    <message>
        <source>All layers with corrections together</source>
        <translation>Alle korrigierten Ebenen zusammen</translation>
    </message>
    <message>
        <source>One run, in which layers share what is seen: none takes another&apos;s pixels.</source>
        <translation>Ein Durchgang, in dem sich die Ebenen teilen, was gesehen wird: Keine nimmt einer anderen Pixel.</translation>
    </message>
</context>
<context>
    <name>ProxyBuilder</name>
    <message>
        <source>Making a light copy for smooth playing</source>
        <translation>Eine leichte Kopie für flüssige Wiedergabe entsteht</translation>
    </message>
</context>
<context>
    <name>RateDialog</name>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>“{0}” does not say how many frames belong to a second. Choose the rate at which it was filmed: at a wrong one it plays too fast or too slow, and objects are found less well.</source>
        <translation>„{0}“ sagt nicht, wie viele Bilder zu einer Sekunde gehören. Wählen Sie die Bildrate, mit der es gefilmt wurde: mit einer falschen läuft es zu schnell oder zu langsam, und Objekte werden schlechter gefunden.</translation>
    </message>
    <message>
        <source>It is used for {0} more that state none.</source>
        <translation>Sie gilt auch für {0} weitere, die keine nennen.</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>&amp;Frames per second</source>
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
    <name>RecentFiles</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>Liste &amp;leeren</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Video or sentence</source>
        <translation>Video oder Satz</translation>
    </message>
    <message>
        <source>Search recent work</source>
        <translation>In letzten Arbeiten suchen</translation>
    </message>
    <message>
        <source>Show as cards</source>
        <translation>Als Karten zeigen</translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation>Als Liste zeigen</translation>
    </message>
    <message>
        <source>Nothing has these words in it.</source>
        <translation>Nichts enthält diese Wörter.</translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>New here? Try the sample</source>
        <translation>Neu hier? Probieren Sie das Beispiel</translation>
    </message>
    <message>
        <source>A street, 4 s, with a sentence typed in.</source>
        <translation>Eine Straße, 4 s, der Satz steht schon da.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
</context>
<context>
    <name>SaveCutout</name>
    <message>
        <source>{0} cut-out</source>
        <translation>{0} freigestellt</translation>
    </message>
    <message>
        <source>Save cut-out video</source>
        <translation>Freigestelltes Video speichern</translation>
    </message>
    <message>
        <source>Save {0}</source>
        <translation>{0} speichern</translation>
    </message>
    <message>
        <source>ProRes 4444, for editing programs</source>
        <translation>ProRes 4444, für Schnittprogramme</translation>
    </message>
    <message>
        <source>WebM, for web pages</source>
        <translation>WebM, für Webseiten</translation>
    </message>
</context>
<context>
    <name>SavedState</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Nur lesbar</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>ScrubBar</name>
    <message>
        <source>Playhead</source>
        <translation>Abspielposition</translation>
    </message>
    <message>
        <source>Drag through the video</source>
        <translation>Durch das Video ziehen</translation>
    </message>
</context>
<context>
    <name>SearchController</name>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>Find {0}</source>
        <translation>{0} suchen</translation>
    </message>
    <message>
        <source>Steady “{0}”</source>
        <translation>„{0}“ beruhigen</translation>
    </message>
    <message>
        <source>Find everything in all videos</source>
        <translation>Alles in allen Videos finden</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
</context>
<context>
    <name>SearchPill</name>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>SearchProgress</name>
    <message>
        <source>Found on this frame</source>
        <translation>In diesem Bild gefunden</translation>
    </message>
    <message>
        <source>· following it through the clip</source>
        <translation>· wird durch den Clip verfolgt</translation>
    </message>
    <message>
        <source>Looking at this frame…</source>
        <translation>Dieses Bild wird angesehen…</translation>
    </message>
    <message>
        <source>Searching the clip</source>
        <translation>Der Clip wird durchsucht</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
</context>
<context>
    <name>SentenceChecker</name>
    <message>
        <source>Reading the sentence</source>
        <translation>Der Satz wird gelesen</translation>
    </message>
    <message>
        <source>Search all the same</source>
        <translation>Trotzdem suchen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Find both</source>
        <translation>Beide finden</translation>
    </message>
    <message>
        <source>One layer for each</source>
        <translation>Je eine Ebene</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Only the best match</source>
        <translation>Nur den besten Treffer</translation>
    </message>
</context>
<context>
    <name>SentenceList</name>
    <message>
        <source>Further sentences</source>
        <translation>Weitere Sätze</translation>
    </message>
    <message>
        <source>Double-click to change; the masks stay</source>
        <translation>Doppelklick zum Ändern; die Masken bleiben</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Numbers of the objects that it means together; none if it is empty</source>
        <translation>Nummern der Objekte, die er zusammen meint; keines, wenn leer</translation>
    </message>
    <message>
        <source>Sentence…</source>
        <translation>Satz…</translation>
    </message>
    <message>
        <source>Add a sentence for the selected rows; of several, it means all together</source>
        <translation>Einen Satz für die markierten Zeilen hinzufügen; bei mehreren meint er alle zusammen</translation>
    </message>
    <message>
        <source>Means these rows</source>
        <translation>Meint diese Zeilen</translation>
    </message>
    <message>
        <source>Let this sentence mean the objects that are selected above, all together</source>
        <translation>Lässt diesen Satz die oben markierten Objekte meinen, alle zusammen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected sentences; their objects stay</source>
        <translation>Die markierten Sätze entfernen; ihre Objekte bleiben</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Double-click: back to how it was at first</source>
        <translation>Doppelklick: zurück zum Anfangswert</translation>
    </message>
    <message>
        <source>Reset: {0}</source>
        <translation>Zurücksetzen: {0}</translation>
    </message>
</context>
<context>
    <name>SeveralObjects</name>
    <message>
        <source>Telling objects apart</source>
        <translation>Objekte werden getrennt</translation>
    </message>
    <message>
        <source>“{0}”: {1} objects, a layer for each.</source>
        <translation>„{0}“: {1} Objekte, je eine Ebene.</translation>
    </message>
    <message>
        <source>There may be more: {0} are told apart at most.</source>
        <translation>Es kann mehr geben: Höchstens {0} werden unterschieden.</translation>
    </message>
    <message>
        <source>“{0}”: one object.</source>
        <translation>„{0}“: ein Objekt.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>Key set</source>
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
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
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
    <name>SidePanel</name>
    <message>
        <source>The right one?</source>
        <translation>Das richtige?</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>More for the selected layer</source>
        <translation>Mehr zur gewählten Ebene</translation>
    </message>
</context>
<context>
    <name>SkippedDot</name>
    <message numerus="yes">
        <source>%n frame(s) skipped to keep up</source>
        <translation>
            <numerusform>%n Bild übersprungen, um Schritt zu halten</numerusform>
            <numerusform>%n Bilder übersprungen, um Schritt zu halten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Go on where you stopped</source>
        <translation>Weiter, wo Sie aufgehört haben</translation>
    </message>
    <message>
        <source>Say what you want.
Get it cut out.</source>
        <translation>Beschreiben Sie es.
Schon ist es freigestellt.</translation>
    </message>
    <message>
        <source>Open a video, describe a person or a thing in it in plain English, and get its mask on every frame. All of it on this computer.</source>
        <translation>Öffnen Sie ein Video, beschreiben Sie auf Englisch einen Menschen oder ein Ding darin: Sie bekommen die Maske auf jedem Bild. Alles auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Open a folder of frames…</source>
        <translation>Ordner mit Bildern öffnen&#xa0;…</translation>
    </message>
    <message>
        <source>Import masks from COCO, DAVIS, PNG…</source>
        <translation>Masken aus COCO, DAVIS, PNG importieren&#xa0;…</translation>
    </message>
</context>
<context>
    <name>StartPageController</name>
    <message>
        <source>Reading recent work</source>
        <translation>Letzte Arbeiten werden gelesen</translation>
    </message>
    <message>
        <source>Reading the sample</source>
        <translation>Das Beispiel wird gelesen</translation>
    </message>
    <message>
        <source>Making a picture</source>
        <translation>Ein Bild wird gemacht</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Throw draft away…</source>
        <translation>Entwurf verwerfen&#xa0;…</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Throw the draft of “{0}” away?</source>
        <translation>Den Entwurf von „{0}“ verwerfen?</translation>
    </message>
    <message>
        <source>{0}. It cannot be brought back. The video stays.</source>
        <translation>{0}. Er lässt sich nicht zurückholen. Das Video bleibt.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>TasksButton</name>
    <message>
        <source>1 task</source>
        <translation>1 Aufgabe</translation>
    </message>
    <message>
        <source>{0} tasks</source>
        <translation>{0} Aufgaben</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>nothing is running</source>
        <translation>nichts läuft</translation>
    </message>
    <message>
        <source>Tasks: {0}</source>
        <translation>Aufgaben: {0}</translation>
    </message>
</context>
<context>
    <name>TasksPopover</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
</context>
<context>
    <name>TierCard</name>
    <message>
        <source>In use</source>
        <translation>Wird verwendet</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Für diesen Computer empfohlen</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>Findet</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Tempo hier</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>erwartet</translation>
    </message>
    <message>
        <source>“Try its speed” measures it on this computer.</source>
        <translation>„Geschwindigkeit messen“ misst es auf diesem Computer.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Search with this model from now on.</source>
        <translation>Von jetzt an mit diesem Modell suchen.</translation>
    </message>
    <message>
        <source>More for this model</source>
        <translation>Mehr zu diesem Modell</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The download can continue from here later.</source>
        <translation>Der Download lässt sich später fortsetzen.</translation>
    </message>
    <message>
        <source>Try its speed</source>
        <translation>Geschwindigkeit messen</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Datei prüfen</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei&#xa0;…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen&#xa0;…</translation>
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
        <source>Drag to move the correction; Ctrl copies it</source>
        <translation>Ziehen verschiebt die Korrektur; Strg kopiert sie</translation>
    </message>
    <message>
        <source>Drag to move the in or out point; Shift or Alt moves it freely</source>
        <translation>Ziehen verschiebt Anfang oder Ende; mit Umschalt oder Alt frei</translation>
    </message>
</context>
<context>
    <name>TimelineController</name>
    <message>
        <source>No more spots to check.</source>
        <translation>Keine Stellen mehr zu prüfen.</translation>
    </message>
    <message>
        <source>Frame {0}: {1}. Spots left: {2} · A&#xa0;right · X&#xa0;wrong</source>
        <translation>Bild {0}: {1}. Stellen übrig: {2} · A&#xa0;richtig · X&#xa0;falsch</translation>
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
    <name>TimelineHead</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Go to the most uncertain spot</source>
        <translation>Zur unsichersten Stelle</translation>
    </message>
    <message>
        <source>Spot before</source>
        <translation>Stelle davor</translation>
    </message>
    <message>
        <source>Next spot to check</source>
        <translation>Nächste Stelle zum Prüfen</translation>
    </message>
    <message>
        <source>What the lanes show</source>
        <translation>Was die Spuren zeigen</translation>
    </message>
    <message>
        <source>Zoom of the timeline</source>
        <translation>Zoom der Zeitleiste</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>ToolOptions</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Or for a moment with the right mouse button, or Alt</source>
        <translation>Oder für einen Moment mit der rechten Maustaste oder mit Alt</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>Größe des Pinsels</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Takes back all that was marked on this frame</source>
        <translation>Nimmt alles zurück, was auf diesem Bild markiert wurde</translation>
    </message>
    <message>
        <source>Object inside</source>
        <translation>Objekt darin</translation>
    </message>
    <message>
        <source>Finds the object in the box, instead of what was marked on this frame</source>
        <translation>Findet das Objekt im Rahmen, anstelle dessen, was auf diesem Bild markiert war</translation>
    </message>
    <message>
        <source>Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)</source>
        <translation>Größe des Pinsels: {0:.0f} Pixel (Strg+[ und Strg+] oder mit Strg ziehen)</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n scribble(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message>
        <source>On this frame; Backspace takes the last one back</source>
        <translation>Auf diesem Bild; die Rücktaste nimmt den letzten zurück</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>TrackReader</name>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type a time (1:22), a frame (47f) or a step (+10)</source>
        <translation>Zeit (1:22), Bild (47f) oder Schritt (+10) eingeben</translation>
    </message>
    <message>
        <source>Frame {0} of 0–{1}</source>
        <translation>Bild {0} von 0–{1}</translation>
    </message>
</context>
<context>
    <name>UnsavedWork</name>
    <message>
        <source>Looking for unsaved work</source>
        <translation>Ungespeicherte Arbeit wird gesucht</translation>
    </message>
</context>
<context>
    <name>UnsavedWorkSheet</name>
    <message>
        <source>Unsaved work</source>
        <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>Verwerfen&#xa0;…</translation>
    </message>
    <message>
        <source>Unsaved work is kept here until you throw it away.</source>
        <translation>Ungespeicherte Arbeit bleibt hier, bis Sie sie verwerfen.</translation>
    </message>
    <message>
        <source>There is no unsaved work.</source>
        <translation>Es gibt keine ungespeicherte Arbeit.</translation>
    </message>
    <message>
        <source>Throw the draft of “{0}” away?</source>
        <translation>Den Entwurf von „{0}“ verwerfen?</translation>
    </message>
    <message>
        <source>{0}. It cannot be brought back. The video stays.</source>
        <translation>{0}. Er lässt sich nicht zurückholen. Das Video bleibt.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>VideoAdder</name>
    <message>
        <source>Add videos</source>
        <translation>Videos hinzufügen</translation>
    </message>
    <message>
        <source>Looking for videos</source>
        <translation>Videos werden gesucht</translation>
    </message>
    <message>
        <source>“{0}” is already open.</source>
        <translation>„{0}“ ist bereits geöffnet.</translation>
    </message>
    <message>
        <source>Adding videos</source>
        <translation>Videos werden hinzugefügt</translation>
    </message>
    <message>
        <source>There is no video in it.</source>
        <translation>Darin ist kein Video.</translation>
    </message>
    <message>
        <source>Not opened: {0}. Open one project or list at a time.</source>
        <translation>Nicht geöffnet: {0}. Öffnen Sie ein Projekt oder eine Liste auf einmal.</translation>
    </message>
    <message>
        <source>1 video added.</source>
        <translation>1 Video hinzugefügt.</translation>
    </message>
    <message>
        <source>Already in the project: {0}.</source>
        <translation>Schon im Projekt: {0}.</translation>
    </message>
    <message>
        <source>Not added: {0}.</source>
        <translation>Nicht hinzugefügt: {0}.</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>Und {0} weitere.</translation>
    </message>
    <message>
        <source>No video added.</source>
        <translation>Kein Video hinzugefügt.</translation>
    </message>
    <message>
        <source>{0} videos added.</source>
        <translation>{0} Videos hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>VideoListController</name>
    <message>
        <source>This is the only video of the project.</source>
        <translation>Das ist das einzige Video des Projekts.</translation>
    </message>
    <message>
        <source>This is the last video.</source>
        <translation>Das ist das letzte Video.</translation>
    </message>
    <message>
        <source>This is the first video.</source>
        <translation>Das ist das erste Video.</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>Projekt wird gelesen</translation>
    </message>
    <message>
        <source>Making pictures of videos</source>
        <translation>Bilder der Videos werden gemacht</translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Video or sentence</source>
        <translation>Video oder Satz</translation>
    </message>
    <message>
        <source>Search videos</source>
        <translation>Videos suchen</translation>
    </message>
    <message>
        <source>Videos that are listed</source>
        <translation>Videos in der Liste</translation>
    </message>
    <message>
        <source>No video has these words.</source>
        <translation>Kein Video hat diese Wörter.</translation>
    </message>
    <message>
        <source>No sentences yet</source>
        <translation>Noch keine Sätze</translation>
    </message>
    <message>
        <source>Sentences of all videos: {0}, with masks: {1}, right: {2}</source>
        <translation>Sätze aller Videos: {0}, mit Masken: {1}, richtig: {2}</translation>
    </message>
    <message>
        <source>All videos</source>
        <translation>Alle Videos</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen&#xa0;…</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>Aus dem Projekt entfernen</translation>
    </message>
</context>
<context>
    <name>VideoRoom</name>
    <message>
        <source>Keep or discard the carried masks first.</source>
        <translation>Zuerst die übertragenen Masken behalten oder verwerfen.</translation>
    </message>
</context>
<context>
    <name>VideoSwitcher</name>
    <message>
        <source>Opening “{0}”</source>
        <translation>„{0}“ öffnen</translation>
    </message>
</context>
<context>
    <name>VideosButton</name>
    <message>
        <source>Videos of the project: {0}</source>
        <translation>Videos des Projekts: {0}</translation>
    </message>
</context>
<context>
    <name>ViewChoice</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View: {0}</source>
        <translation>Ansicht: {0}</translation>
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
        <source>No sound, or no audio device</source>
        <translation>Kein Ton oder kein Audiogerät</translation>
    </message>
    <message>
        <source>Volume: muted</source>
        <translation>Lautstärke: stumm</translation>
    </message>
    <message>
        <source>Volume: {0} %</source>
        <translation>Lautstärke: {0} %</translation>
    </message>
</context>
<context>
    <name>WarmModel</name>
    <message>
        <source>Preparing the models</source>
        <translation>Modelle vorbereiten</translation>
    </message>
    <message>
        <source>Preparing the tools</source>
        <translation>Werkzeuge werden vorbereitet</translation>
    </message>
</context>
<context>
    <name>WhichOne</name>
    <message>
        <source>Comparing answers</source>
        <translation>Antworten werden verglichen</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>That one</source>
        <translation>Jenes</translation>
    </message>
    <message>
        <source>Or that one</source>
        <translation>Oder jenes</translation>
    </message>
    <message>
        <source>Which one do you mean?</source>
        <translation>Welches meinen Sie?</translation>
    </message>
    <message>
        <source>The search goes on with your answer.</source>
        <translation>Die Suche geht mit Ihrer Antwort weiter.</translation>
    </message>
</context>
<context>
    <name>WindowFrame</name>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
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
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
</context>
<context>
    <name>WipeHandle</name>
    <message>
        <source>Where the original begins</source>
        <translation>Wo das Original beginnt</translation>
    </message>
    <message>
        <source>Drag to compare with the original</source>
        <translation>Ziehen, um mit dem Original zu vergleichen</translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Save as project…</source>
        <translation>Als Projekt speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Gerade offen</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Kept by itself, {0}</source>
        <translation>Automatisch gesichert, {0}</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} weitere</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bedienfelder</translation>
    </message>
</context>
<context>
    <name>ZoomButton</name>
    <message>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <source>Fit · {0} %</source>
        <translation>Ganz · {0} %</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Size of the picture: {0}</source>
        <translation>Größe des Bildes: {0}</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>at place {place}</source>
        <translation>an Stelle {place}</translation>
    </message>
    <message>
        <source>{named}, annotation {annotation}</source>
        <translation>{named}, Annotation {annotation}</translation>
    </message>
    <message>
        <source>{named}, image {image}</source>
        <translation>{named}, Bild {image}</translation>
    </message>
    <message>
        <source>{named} is not valid COCO JSON.</source>
        <translation>{named} ist kein gültiges COCO-JSON.</translation>
    </message>
    <message>
        <source>Write the file again with the program that made it.</source>
        <translation>Schreiben Sie die Datei mit dem Programm neu, das sie erzeugt hat.</translation>
    </message>
    <message>
        <source>{named} describes {count} videos, and {matching} of them have {width}x{height} pixels and {frames} frames.</source>
        <translation>{named} beschreibt {count} Videos; {matching} davon haben {width}x{height} Pixel und {frames} Bilder.</translation>
    </message>
    <message>
        <source>Choose a file with the masks of this video alone, or name the video in it.</source>
        <translation>Wählen Sie eine Datei nur mit den Masken dieses Videos, oder nennen Sie das Video darin.</translation>
    </message>
    <message>
        <source>{named} contains more than {most} objects.</source>
        <translation>{named} enthält mehr als {most} Objekte.</translation>
    </message>
    <message>
        <source>Split it into files with fewer objects.</source>
        <translation>Teilen Sie sie in Dateien mit weniger Objekten auf.</translation>
    </message>
    <message>
        <source>{named} belongs to image {image}, which the file does not list.</source>
        <translation>{named} gehört zum Bild {image}, das in der Datei fehlt.</translation>
    </message>
    <message>
        <source>{named} contains {count} videos called &apos;{name}&apos;.</source>
        <translation>{named} enthält {count} Videos namens „{name}“.</translation>
    </message>
    <message>
        <source>Name a video that is in the file.</source>
        <translation>Nennen Sie ein Video, das in der Datei ist.</translation>
    </message>
    <message>
        <source>{named} gives no order of its images: image {image} has no file name.</source>
        <translation>{named} gibt keine Reihenfolge der Bilder an: Bild {image} hat keinen Dateinamen.</translation>
    </message>
    <message>
        <source>{named}, frame {frame}</source>
        <translation>{named}, Bild {frame}</translation>
    </message>
    <message>
        <source>{named} has neither a run-length code nor polygons.</source>
        <translation>{named} hat weder einen Lauflängencode noch Polygone.</translation>
    </message>
    <message>
        <source>{named} is damaged: its code is not a mask of {width}x{height} pixels.</source>
        <translation>{named} ist beschädigt: Der Code ergibt keine Maske mit {width}x{height} Pixeln.</translation>
    </message>
    <message>
        <source>{what} is in &apos;{folder}&apos;, and the export would replace it.</source>
        <translation>{what} liegt in „{folder}“ und würde durch den Export ersetzt.</translation>
    </message>
    <message>
        <source>Choose another folder for the result.</source>
        <translation>Wählen Sie einen anderen Ordner für das Ergebnis.</translation>
    </message>
    <message>
        <source>The video &apos;{path}&apos;</source>
        <translation>Das Video „{path}“</translation>
    </message>
    <message>
        <source>The project &apos;{path}&apos;</source>
        <translation>Das Projekt „{path}“</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is inside &apos;{video}&apos;, the folder with the frames of the video.</source>
        <translation>„{folder}“ liegt in „{video}“, dem Ordner mit den Bildern des Videos.</translation>
    </message>
    <message>
        <source>Choose a folder for the result.</source>
        <translation>Wählen Sie einen Ordner für das Ergebnis.</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>Wählen Sie mindestens ein Format.</translation>
    </message>
    <message>
        <source>Choose at least one object.</source>
        <translation>Wählen Sie mindestens ein Objekt.</translation>
    </message>
    <message>
        <source>The project is still being read.</source>
        <translation>Das Projekt wird noch gelesen.</translation>
    </message>
    <message>
        <source>Choose frames between 0 and {last}, with the first before the last.</source>
        <translation>Wählen Sie Bilder zwischen 0 und {last}, das erste vor dem letzten.</translation>
    </message>
    <message>
        <source>Nothing is found on these frames yet: describe an object and press Enter.</source>
        <translation>Auf diesen Bildern ist noch nichts gefunden: Beschreiben Sie ein Objekt, und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Give the result a name.</source>
        <translation>Geben Sie dem Ergebnis einen Namen.</translation>
    </message>
    <message>
        <source>Say what to find: at least one sentence, such as &quot;the dog&quot;.</source>
        <translation>Sagen Sie, was gefunden werden soll: mindestens einen Satz wie „the dog“.</translation>
    </message>
    <message>
        <source>A name cannot contain control characters.</source>
        <translation>Ein Name darf keine Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a valid folder name on every system: choose another one.</source>
        <translation>„{name}“ ist nicht auf jedem System ein gültiger Ordnername: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose a name of at most {most} characters.</source>
        <translation>Wählen Sie einen Namen mit höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A name cannot contain &apos;{character}&apos;.</source>
        <translation>Ein Name darf kein „{character}“ enthalten.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; contains &apos;{found}&apos;, which is not a result of SOC Studio.</source>
        <translation>„{folder}“ enthält „{found}“, das kein Ergebnis von SOC Studio ist.</translation>
    </message>
    <message>
        <source>Choose another name or folder: an export replaces everything in its folder.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner: Ein Export ersetzt alles in seinem Ordner.</translation>
    </message>
    <message>
        <source>&apos;{anchor}&apos; does not exist.</source>
        <translation>„{anchor}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Not enough space on this disk: the result needs about {size:.0f} MB, and {free:.0f} MB are free.</source>
        <translation>Zu wenig Platz auf diesem Laufwerk: Das Ergebnis braucht etwa {size:.0f} MB, frei sind {free:.0f} MB.</translation>
    </message>
    <message>
        <source>Choose another folder, or fewer formats.</source>
        <translation>Wählen Sie einen anderen Ordner oder weniger Formate.</translation>
    </message>
    <message>
        <source>For editing programs</source>
        <translation>Für Schnittprogramme</translation>
    </message>
    <message>
        <source>For showing and sharing</source>
        <translation>Zum Zeigen und Teilen</translation>
    </message>
    <message>
        <source>For data and scripts</source>
        <translation>Für Daten und Skripte</translation>
    </message>
    <message>
        <source>Nothing is found on frame {frame}.</source>
        <translation>Auf Bild {frame} ist nichts gefunden.</translation>
    </message>
    <message>
        <source>Go to a frame on which an object is found, or show its layer.</source>
        <translation>Gehen Sie zu einem Bild, auf dem ein Objekt gefunden ist, oder zeigen Sie seine Ebene.</translation>
    </message>
    <message>
        <source>Give each mask the name of its frame.</source>
        <translation>Geben Sie jeder Maske den Namen ihres Bildes.</translation>
    </message>
    <message>
        <source>{named} gives no order of its images: no number in their names, such as &apos;{file}&apos;, is clearly that of the frame.</source>
        <translation>{named} gibt keine Reihenfolge der Bilder an: Keine Zahl in Namen wie „{file}“ ist eindeutig die des Bildes.</translation>
    </message>
    <message>
        <source>End the names of the image files with the frame number.</source>
        <translation>Lassen Sie die Dateinamen auf die Bildnummer enden.</translation>
    </message>
    <message>
        <source>{named} has one mask for each frame, numbered {first} to {last}: number {first} is taken for the first frame.</source>
        <translation>{named} hat eine Maske für jedes Bild, nummeriert von {first} bis {last}: Nummer {first} gilt als das erste Bild.</translation>
    </message>
    <message>
        <source>{named}: no frame of the video is named like &apos;{file}&apos;, although one is named like &apos;{other}&apos;.</source>
        <translation>{named}: Kein Bild des Videos heißt wie „{file}“, obwohl eines wie „{other}“ heißt.</translation>
    </message>
    <message>
        <source>{named}: no frame of the video is named like &apos;{file}&apos;; they are named &apos;{first}&apos; to &apos;{last}&apos;.</source>
        <translation>{named}: Kein Bild des Videos heißt wie „{file}“; sie heißen „{first}“ bis „{last}“.</translation>
    </message>
    <message>
        <source>{named} has masks named like &apos;{mask}&apos;, and the frames are named like &apos;{frame}&apos;: they are matched by number. Check that they belong to this video.</source>
        <translation>{named} hat Masken mit Namen wie „{mask}“, die Bilder heißen wie „{frame}“: Sie werden nach Nummern zugeordnet. Prüfen Sie, ob sie zu diesem Video gehören.</translation>
    </message>
    <message>
        <source>{named}: &apos;{file}&apos; and &apos;{other}&apos; belong to the same frame.</source>
        <translation>{named}: „{file}“ und „{other}“ gehören zum selben Bild.</translation>
    </message>
    <message>
        <source>Keep one file for each frame.</source>
        <translation>Behalten Sie je Bild eine Datei.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; contains no masks.</source>
        <translation>„{path}“ enthält keine Masken.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is neither a file nor a folder.</source>
        <translation>„{path}“ ist weder eine Datei noch ein Ordner.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not in a mask format that SOC Studio reads.</source>
        <translation>„{path}“ hat kein Maskenformat, das SOC Studio liest.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be read: {reason}.</source>
        <translation>„{path}“ lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Check that it exists and that you have permission to read it.</source>
        <translation>Prüfen Sie, ob es vorhanden ist und ob Sie Leserechte haben.</translation>
    </message>
    <message>
        <source>{named}: the masks are {width}x{height} pixels, the video is {video_width}x{video_height}.</source>
        <translation>{named}: Die Masken haben {width}x{height} Pixel, das Video hat {video_width}x{video_height}.</translation>
    </message>
    <message>
        <source>Choose masks of this video, or create them again at its size.</source>
        <translation>Wählen Sie Masken dieses Videos, oder erzeugen Sie sie in dessen Größe neu.</translation>
    </message>
    <message>
        <source>{named} belongs to frame {frame}, but the video has frames 0 to {last}.</source>
        <translation>{named} gehört zu Bild {frame}, aber das Video hat die Bilder 0 bis {last}.</translation>
    </message>
    <message>
        <source>Choose masks of this video.</source>
        <translation>Wählen Sie Masken dieses Videos.</translation>
    </message>
    <message>
        <source>{named} has masks for {count} frames, but the video has {frame_count}.</source>
        <translation>{named} hat Masken für {count} Bilder, aber das Video hat {frame_count}.</translation>
    </message>
    <message>
        <source>Choose masks of this video, one for every frame.</source>
        <translation>Wählen Sie Masken dieses Videos, eine für jedes Bild.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is larger than {most} MB.</source>
        <translation>„{path}“ ist größer als {most} MB.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; contains more than {most} million values.</source>
        <translation>„{path}“ enthält mehr als {most} Millionen Werte.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is nested too deeply for a file of masks.</source>
        <translation>„{path}“ ist für eine Datei mit Masken zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not valid JSON.</source>
        <translation>„{path}“ ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos;</source>
        <translation>Der Ordner „{folder}“</translation>
    </message>
    <message>
        <source>{named} marks undecided pixels with {value}; they are left out.</source>
        <translation>{named} markiert unentschiedene Pixel mit {value}; sie werden ausgelassen.</translation>
    </message>
    <message>
        <source>{file} has values up to {most}: too high for object numbers, and too dark for a 16-bit mask.</source>
        <translation>{file} hat Werte bis {most}: zu hoch für Objektnummern und zu dunkel für eine 16-Bit-Maske.</translation>
    </message>
    <message>
        <source>Save the masks as 8-bit PNG.</source>
        <translation>Speichern Sie die Masken als 8-Bit-PNG.</translation>
    </message>
    <message>
        <source>The files beside {file} are too dark for masks: no pixel is brighter than mid-grey.</source>
        <translation>Die Dateien neben {file} sind zu dunkel für Masken: Kein Pixel ist heller als mittleres Grau.</translation>
    </message>
    <message>
        <source>Save masks that are white on the object.</source>
        <translation>Speichern Sie Masken, die auf dem Objekt weiß sind.</translation>
    </message>
    <message>
        <source>{file} is grey, but others, such as &apos;{other}&apos;, have a palette with object numbers.</source>
        <translation>{file} ist grau, andere wie „{other}“ haben eine Palette mit Objektnummern.</translation>
    </message>
    <message>
        <source>Keep only one kind of file in the folder.</source>
        <translation>Lassen Sie nur eine Art von Dateien im Ordner.</translation>
    </message>
    <message>
        <source>{file} is a link that leads outside the folder.</source>
        <translation>{file} ist eine Verknüpfung, die aus dem Ordner hinausführt.</translation>
    </message>
    <message>
        <source>Replace it by the file itself.</source>
        <translation>Ersetzen Sie sie durch die Datei selbst.</translation>
    </message>
    <message>
        <source>{file} is not a file.</source>
        <translation>{file} ist keine Datei.</translation>
    </message>
    <message>
        <source>Remove it from the folder.</source>
        <translation>Entfernen Sie es aus dem Ordner.</translation>
    </message>
    <message>
        <source>Save masks as PNG: grey, black and white, or with a palette.</source>
        <translation>Speichern Sie Masken als PNG: grau, schwarzweiß oder mit Palette.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; in &apos;{folder}&apos;</source>
        <translation>„{file}“ in „{folder}“</translation>
    </message>
    <message>
        <source>{file} cannot be read as PNG.</source>
        <translation>{file} lässt sich nicht als PNG lesen.</translation>
    </message>
    <message>
        <source>Write it again, or remove it from the folder.</source>
        <translation>Schreiben Sie die Datei neu, oder entfernen Sie sie aus dem Ordner.</translation>
    </message>
    <message>
        <source>{file} is not a mask: it has colours.</source>
        <translation>{file} ist keine Maske: Sie enthält Farben.</translation>
    </message>
    <message>
        <source>{file} is not a mask: its grey values and its transparency disagree.</source>
        <translation>{file} ist keine Maske: Grauwerte und Transparenz widersprechen sich.</translation>
    </message>
    <message>
        <source>Mask pictures (PNG)</source>
        <translation>Maskenbilder (PNG)</translation>
    </message>
    <message>
        <source>A grey PNG for every frame, white on the object, in a folder for each layer.</source>
        <translation>Ein graues PNG für jedes Bild, weiß auf dem Objekt, in einem Ordner je Ebene.</translation>
    </message>
    <message>
        <source>Tracks (JSON)</source>
        <translation>Spuren (JSON)</translation>
    </message>
    <message>
        <source>One file with the time, score, box and mask of every frame, and the candidates.</source>
        <translation>Eine Datei mit Zeit, Wert, Rechteck und Maske jedes Bildes und den Kandidaten.</translation>
    </message>
    <message>
        <source>Cut-out video (ProRes 4444)</source>
        <translation>Freigestelltes Video (ProRes 4444)</translation>
    </message>
    <message>
        <source>A video of each layer with a transparent background, with sound, for editing.</source>
        <translation>Ein Video von jeder Ebene mit durchsichtigem Hintergrund und Ton, für den Schnitt.</translation>
    </message>
    <message>
        <source>Matte video (H.264)</source>
        <translation>Mattenvideo (H.264)</translation>
    </message>
    <message>
        <source>A video of each layer, white on the object, for every editing program.</source>
        <translation>Ein Video von jeder Ebene, weiß auf dem Objekt, für jedes Schnittprogramm.</translation>
    </message>
    <message>
        <source>Matte video (ProRes 422 HQ)</source>
        <translation>Mattenvideo (ProRes 422 HQ)</translation>
    </message>
    <message>
        <source>Mattes with hardly any loss, larger.</source>
        <translation>Matten fast ohne Verlust, größer.</translation>
    </message>
    <message>
        <source>Cut-out pictures (PNG)</source>
        <translation>Freigestellte Bilder (PNG)</translation>
    </message>
    <message>
        <source>A transparent PNG for every frame, in a folder for each layer.</source>
        <translation>Ein durchsichtiges PNG für jedes Bild, in einem Ordner für jede Ebene.</translation>
    </message>
    <message>
        <source>Cut-out video (FFV1)</source>
        <translation>Freigestelltes Video (FFV1)</translation>
    </message>
    <message>
        <source>Cut-outs without any loss, large, for archives and compositors.</source>
        <translation>Freigestellte Videos ohne jeden Verlust, groß, für Archive und Compositing.</translation>
    </message>
    <message>
        <source>Timeline (OTIO, Final Cut)</source>
        <translation>Timeline (OTIO, Final Cut)</translation>
    </message>
    <message>
        <source>The video, and its cut-outs or mattes above it: Resolve, Premiere, Final Cut.</source>
        <translation>Das Video und darüber die freigestellten Videos oder Matten: Resolve, Premiere, Final Cut.</translation>
    </message>
    <message>
        <source>Highlighted video (MP4)</source>
        <translation>Video mit Hervorhebung (MP4)</translation>
    </message>
    <message>
        <source>The video with every layer in its colour.</source>
        <translation>Das Video mit jeder Ebene in ihrer Farbe.</translation>
    </message>
    <message>
        <source>Cut-out video (WebM)</source>
        <translation>Freigestelltes Video (WebM)</translation>
    </message>
    <message>
        <source>A small video of each layer with a transparent background, for web pages.</source>
        <translation>Ein kleines Video von jeder Ebene mit durchsichtigem Hintergrund, für Webseiten.</translation>
    </message>
    <message>
        <source>COCO (JSON)</source>
        <translation>COCO (JSON)</translation>
    </message>
    <message>
        <source>Run-length codes or polygons, of pictures or of videos.</source>
        <translation>Lauflängencodes oder Polygone, von Bildern oder Videos.</translation>
    </message>
    <message>
        <source>{reasons} Missing: {names}; everything else was written.</source>
        <translation>{reasons} Es fehlt: {names}; alles andere wurde geschrieben.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; does not keep to one frame rate, which a timeline needs.</source>
        <translation>„{video}“ hat keine gleichbleibende Bildrate; eine Timeline braucht sie.</translation>
    </message>
    <message>
        <source>A timeline needs a video of each layer.</source>
        <translation>Eine Timeline braucht ein Video von jeder Ebene.</translation>
    </message>
    <message>
        <source>Choose a cut-out video or a matte video, too.</source>
        <translation>Wählen Sie auch ein freigestelltes Video oder ein Mattenvideo.</translation>
    </message>
    <message>
        <source>{named} is damaged: SOC Studio did not write it like this.</source>
        <translation>{named} ist beschädigt: So hat SOC Studio die Datei nicht geschrieben.</translation>
    </message>
    <message>
        <source>Export the masks again.</source>
        <translation>Exportieren Sie die Masken neu.</translation>
    </message>
    <message>
        <source>{named} was written by a newer version of SOC Studio.</source>
        <translation>{named} wurde von einer neueren Version von SOC Studio geschrieben.</translation>
    </message>
    <message>
        <source>Open it with that version.</source>
        <translation>Öffnen Sie die Datei mit dieser Version.</translation>
    </message>
    <message>
        <source>A mask in {named} belongs to the frame &apos;{frame}&apos;, which the video does not have.</source>
        <translation>Eine Maske in {named} gehört zum Bild „{frame}“, das es im Video nicht gibt.</translation>
    </message>
    <message>
        <source>A mask in {named}</source>
        <translation>Eine Maske in {named}</translation>
    </message>
    <message>
        <source>{file} cannot be read as a picture.</source>
        <translation>{file} lässt sich nicht als Bild lesen.</translation>
    </message>
    <message>
        <source>Choose a JPEG or PNG file.</source>
        <translation>Wählen Sie eine JPEG- oder PNG-Datei.</translation>
    </message>
    <message>
        <source>The colours of the video are stored as {matrix}, which cannot be converted.</source>
        <translation>Die Farben des Videos sind als {matrix} gespeichert, was sich nicht umwandeln lässt.</translation>
    </message>
    <message>
        <source>Convert the video to BT.709 first.</source>
        <translation>Wandeln Sie das Video zuerst in BT.709 um.</translation>
    </message>
    <message>
        <source>{path} contains only sound, no video.</source>
        <translation>{path} enthält nur Ton, kein Video.</translation>
    </message>
    <message>
        <source>{path} contains no video.</source>
        <translation>{path} enthält kein Video.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} uses a video codec that this computer cannot decode.</source>
        <translation>{path} verwendet einen Videocodec, den dieser Rechner nicht dekodieren kann.</translation>
    </message>
    <message>
        <source>Convert it to H.264 in MP4 first.</source>
        <translation>Wandeln Sie es zuerst in H.264 in MP4 um.</translation>
    </message>
    <message>
        <source>the data there is damaged</source>
        <translation>die Daten dort sind beschädigt</translation>
    </message>
    <message>
        <source>it cannot be reached ({reason})</source>
        <translation>die Stelle ist nicht erreichbar ({reason})</translation>
    </message>
    <message>
        <source>the file has changed since it was opened</source>
        <translation>die Datei hat sich seit dem Öffnen geändert</translation>
    </message>
    <message>
        <source>the frame there is damaged</source>
        <translation>das Bild dort ist beschädigt</translation>
    </message>
    <message>
        <source>its place in the file is unknown</source>
        <translation>die Stelle in der Datei ist unbekannt</translation>
    </message>
    <message>
        <source>The file {path} does not exist.</source>
        <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} ist keine Datei.</translation>
    </message>
    <message>
        <source>Choose a video file.</source>
        <translation>Wählen Sie eine Videodatei.</translation>
    </message>
    <message>
        <source>{path} is empty (zero bytes).</source>
        <translation>{path} ist leer (null Byte).</translation>
    </message>
    <message>
        <source>Copy or record it again.</source>
        <translation>Kopieren oder zeichnen Sie es neu auf.</translation>
    </message>
    <message>
        <source>{path} is not a video.</source>
        <translation>{path} ist kein Video.</translation>
    </message>
    <message>
        <source>{path} is a list of other files, not a video.</source>
        <translation>{path} ist eine Liste anderer Dateien, kein Video.</translation>
    </message>
    <message>
        <source>Open one of those files instead.</source>
        <translation>Öffnen Sie stattdessen eine dieser Dateien.</translation>
    </message>
    <message>
        <source>You have no permission to read {path}.</source>
        <translation>Für {path} fehlen Ihnen die Leserechte.</translation>
    </message>
    <message>
        <source>Change the permissions of the file.</source>
        <translation>Ändern Sie die Zugriffsrechte der Datei.</translation>
    </message>
    <message>
        <source>{path} is not a video, or its index is missing because the file is incomplete.</source>
        <translation>{path} ist kein Video, oder ihm fehlt der Index, weil die Datei unvollständig ist.</translation>
    </message>
    <message>
        <source>Record or export it again.</source>
        <translation>Zeichnen Sie es neu auf, oder exportieren Sie es neu.</translation>
    </message>
    <message>
        <source>{path} is not a video, or its format refers to other files.</source>
        <translation>{path} ist kein Video, oder sein Format verweist auf andere Dateien.</translation>
    </message>
    <message>
        <source>Convert it to MP4 first.</source>
        <translation>Wandeln Sie es zuerst in MP4 um.</translation>
    </message>
    <message>
        <source>{path} could not be opened ({reason}).</source>
        <translation>{path} ließ sich nicht öffnen ({reason}).</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}).</source>
        <translation>{path} ließ sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>a key frame is missing</source>
        <translation>ein Schlüsselbild fehlt</translation>
    </message>
    <message>
        <source>a part of it has no frames</source>
        <translation>ein Teil davon hat keine Bilder</translation>
    </message>
    <message>
        <source>the rest cannot be read ({reason})</source>
        <translation>der Rest lässt sich nicht lesen ({reason})</translation>
    </message>
    <message>
        <source>{path} cannot be decoded{because}.</source>
        <translation>{path} lässt sich nicht dekodieren{because}.</translation>
    </message>
    <message>
        <source>Record or export it again, or convert it to MP4.</source>
        <translation>Zeichnen Sie es neu auf, exportieren Sie es neu, oder wandeln Sie es in MP4 um.</translation>
    </message>
    <message>
        <source>a frame there is incomplete</source>
        <translation>ein Bild dort ist unvollständig</translation>
    </message>
    <message>
        <source>{path} contains no frame{because}.</source>
        <translation>{path} enthält kein Bild{because}.</translation>
    </message>
    <message>
        <source>{path} is damaged at frame {frame} ({time:.2f} s){because}.</source>
        <translation>{path} ist bei Bild {frame} beschädigt ({time:.2f} s){because}.</translation>
    </message>
    <message>
        <source>The frames before it can be used. Record or export the video again for the rest.</source>
        <translation>Die Bilder davor sind verwendbar. Für den Rest zeichnen Sie das Video neu auf, oder exportieren Sie es neu.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is neither a video file nor a folder of frames.</source>
        <translation>„{path}“ ist weder eine Videodatei noch ein Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Choose another file or folder.</source>
        <translation>Wählen Sie eine andere Datei oder einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; contains no images.</source>
        <translation>Der Ordner „{folder}“ enthält keine Bilder.</translation>
    </message>
    <message>
        <source>&apos;{image}&apos; in &apos;{folder}&apos; is not an image.</source>
        <translation>„{image}“ in „{folder}“ ist kein Bild.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not a file.</source>
        <translation>„{path}“ ist keine Datei.</translation>
    </message>
    <message>
        <source>The folder {folder} has two images with the same name: {twin} and {file}.</source>
        <translation>Der Ordner {folder} enthält zwei Bilder mit demselben Namen: {twin} und {file}.</translation>
    </message>
    <message>
        <source>Keep one image per frame, and put masks in a folder of their own.</source>
        <translation>Lassen Sie je Bild eine Datei darin, und legen Sie Masken in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not a frame rate.</source>
        <translation>„{text}“ ist keine Bildrate.</translation>
    </message>
    <message>
        <source>Enter frames per second, such as 25, 29.97 or 30000/1001.</source>
        <translation>Geben Sie Bilder pro Sekunde an, etwa 25, 29.97 oder 30000/1001.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; is in use by another program.</source>
        <translation>„{file}“ wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has a frame rate of its own: {rate} frames per second.</source>
        <translation>„{path}“ hat eine eigene Bildrate: {rate} Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>Leave out --rate, which is for folders of frames and streams without times.</source>
        <translation>Lassen Sie --rate weg; es ist für Ordner mit Bildern und Datenströme ohne Zeiten.</translation>
    </message>
    <message>
        <source>Image files end in {suffixes}.</source>
        <translation>Bilddateien enden auf {suffixes}.</translation>
    </message>
    <message>
        <source>The size of {file} has changed since {path} was opened.</source>
        <translation>Die Größe von {file} hat sich geändert, seit {path} geöffnet wurde.</translation>
    </message>
    <message>
        <source>The images in {folder} differ in size: {first} is {width} x {height}, {file} is {own_width} x {own_height}.</source>
        <translation>Die Bilder in {folder} sind verschieden groß: {first} hat {width} x {height}, {file} hat {own_width} x {own_height}.</translation>
    </message>
    <message>
        <source>Keep images of one size in the folder.</source>
        <translation>Lassen Sie nur Bilder einer Größe im Ordner.</translation>
    </message>
    <message>
        <source>{path} is damaged at frame {number}: {file} cannot be read.</source>
        <translation>{path} ist bei Bild {number} beschädigt: {file} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Write this image again.</source>
        <translation>Schreiben Sie dieses Bild neu.</translation>
    </message>
    <message>
        <source>integers</source>
        <translation>ganze Zahlen</translation>
    </message>
    <message>
        <source>signed integers</source>
        <translation>ganze Zahlen mit Vorzeichen</translation>
    </message>
    <message>
        <source>floating point</source>
        <translation>Gleitkomma</translation>
    </message>
    <message>
        <source>{file} in {folder} cannot be read as an image.</source>
        <translation>{file} in {folder} lässt sich nicht als Bild lesen.</translation>
    </message>
    <message>
        <source>{file} in {folder} has colours of type {mode}, which SOC Studio cannot show.</source>
        <translation>{file} in {folder} hat Farben vom Typ {mode}, den SOC Studio nicht zeigen kann.</translation>
    </message>
    <message>
        <source>Save it as RGB.</source>
        <translation>Speichern Sie es als RGB.</translation>
    </message>
    <message>
        <source>{file} in {folder} contains {count} images instead of one.</source>
        <translation>{file} in {folder} enthält {count} Bilder statt eines.</translation>
    </message>
    <message>
        <source>Save each image as a file of its own.</source>
        <translation>Speichern Sie jedes Bild als eigene Datei.</translation>
    </message>
    <message>
        <source>{file} in {folder} has {samples} x {depth} bits per pixel ({kind}), which SOC Studio cannot read.</source>
        <translation>{file} in {folder} hat {samples} x {depth} Bit je Pixel ({kind}), was SOC Studio nicht lesen kann.</translation>
    </message>
    <message>
        <source>Save it with 8 or 16 bits.</source>
        <translation>Speichern Sie es mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>unknown kind</source>
        <translation>unbekannte Art</translation>
    </message>
    <message>
        <source>The proxy has no frame {number}.</source>
        <translation>Dem Proxy fehlt Bild {number}.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not a time or a frame.</source>
        <translation>„{text}“ ist weder eine Zeit noch ein Bild.</translation>
    </message>
    <message>
        <source>Enter a time (1:22 or 00:00:01:22), a frame (47f) or a step (+10).</source>
        <translation>Geben Sie eine Zeit (1:22 oder 00:00:01:22), ein Bild (47f) oder einen Schritt (+10) ein.</translation>
    </message>
    <message>
        <source>Enter a frame number (120), seconds (12.5s) or a time (1:30 or 00:01:30.500).</source>
        <translation>Geben Sie eine Bildnummer (120), Sekunden (12.5s) oder eine Zeit (1:30 oder 00:01:30.500) an.</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>{width}x{height} pixels</source>
        <translation>{width}x{height} Pixel</translation>
    </message>
    <message>
        <source>{count} frames instead of {meant}</source>
        <translation>{count} Bilder statt {meant}</translation>
    </message>
    <message>
        <source>name of the video</source>
        <translation>Name des Videos</translation>
    </message>
    <message>
        <source>name of the layer</source>
        <translation>Name der Ebene</translation>
    </message>
    <message>
        <source>content of the file: cutout, matte, masks…</source>
        <translation>Inhalt der Datei: cutout, matte, masks&#xa0;…</translation>
    </message>
    <message>
        <source>name of the format on the command line</source>
        <translation>Name des Formats auf der Befehlszeile</translation>
    </message>
    <message>
        <source>sentence by which the object was found</source>
        <translation>Satz, mit dem das Objekt gefunden wurde</translation>
    </message>
    <message>
        <source>number of the layer, the uppermost is 01</source>
        <translation>Nummer der Ebene, die oberste ist 01</translation>
    </message>
    <message>
        <source>day of the export, as in 2026-01-31</source>
        <translation>Tag des Exports, wie 2026-01-31</translation>
    </message>
    <message>
        <source>number of the first frame</source>
        <translation>Nummer des ersten Bildes</translation>
    </message>
    <message>
        <source>number of the last frame</source>
        <translation>Nummer des letzten Bildes</translation>
    </message>
    <message>
        <source>width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <source>height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <source>frames per second, as in 23.976</source>
        <translation>Bilder pro Sekunde, wie 23.976</translation>
    </message>
    <message>
        <source>Say how files are named.</source>
        <translation>Geben Sie an, wie Dateien heißen.</translation>
    </message>
    <message>
        <source>A brace in a name begins or ends one of {known}.</source>
        <translation>Eine geschweifte Klammer im Namen beginnt oder beendet eines von {known}.</translation>
    </message>
    <message>
        <source>There is no token {token}; there are {known}.</source>
        <translation>Den Platzhalter {token} gibt es nicht; es gibt {known}.</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>Cut-outs in ProRes 4444, mattes in ProRes 422 HQ, and a timeline.</source>
        <translation>Freigestellte Videos in ProRes 4444, Matten in ProRes 422 HQ und eine Timeline.</translation>
    </message>
    <message>
        <source>Premiere / After Effects</source>
        <translation>Premiere / After Effects</translation>
    </message>
    <message>
        <source>Cut-outs in ProRes 4444 with straight opacity, and a timeline for Premiere.</source>
        <translation>Freigestellte Videos in ProRes 4444, nicht vormultipliziert, und eine Timeline für Premiere.</translation>
    </message>
    <message>
        <source>Final Cut</source>
        <translation>Final Cut</translation>
    </message>
    <message>
        <source>Cut-outs in ProRes 4444, and an FCPXML timeline.</source>
        <translation>Freigestellte Videos in ProRes 4444 und eine Timeline als FCPXML.</translation>
    </message>
    <message>
        <source>CapCut / web</source>
        <translation>CapCut / Web</translation>
    </message>
    <message>
        <source>Blender / Nuke</source>
        <translation>Blender / Nuke</translation>
    </message>
    <message>
        <source>There is no preset &apos;{name}&apos;.</source>
        <translation>Die Vorgabe „{name}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There are: {known}.</source>
        <translation>Es gibt: {known}.</translation>
    </message>
    <message>
        <source>There is a preset &apos;{name}&apos; already.</source>
        <translation>Die Vorgabe „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>A preset needs a name of 1 to 100 characters.</source>
        <translation>Eine Vorgabe braucht einen Namen mit 1 bis 100 Zeichen.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a preset of the program.</source>
        <translation>„{name}“ ist eine Vorgabe des Programms.</translation>
    </message>
    <message>
        <source>Another export into &apos;{folder}&apos; is still running.</source>
        <translation>Ein anderer Export nach „{folder}“ läuft noch.</translation>
    </message>
    <message>
        <source>Choose another name or folder, or wait until it is done.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner, oder warten Sie auf sein Ende.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has {rate} frames a second, for which timelines have no time codes.</source>
        <translation>„{video}“ hat {rate} Bilder pro Sekunde; dafür haben Timelines keinen Timecode.</translation>
    </message>
    <message>
        <source>Leave the timeline out, or convert the video to a usual rate first.</source>
        <translation>Lassen Sie die Timeline weg, oder wandeln Sie das Video zuerst in eine übliche Bildrate um.</translation>
    </message>
    <message>
        <source>other colours</source>
        <translation>andere Farben</translation>
    </message>
    <message>
        <source>{path} was written, but reading it back gives something else ({reason}).</source>
        <translation>{path} wurde geschrieben, aber beim Zurücklesen ergibt sich etwas anderes ({reason}).</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; cannot be written ({reason}).</source>
        <translation>„{file}“ lässt sich nicht schreiben ({reason}).</translation>
    </message>
    <message>
        <source>Choose another folder, or make space on the disk.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Choose another format or folder, and report this.</source>
        <translation>Wählen Sie ein anderes Format oder einen anderen Ordner, und melden Sie das.</translation>
    </message>
    <message>
        <source>{count} pictures instead of {meant}</source>
        <translation>{count} Bilder statt {meant}</translation>
    </message>
    <message>
        <source>other pixels</source>
        <translation>andere Bildpunkte</translation>
    </message>
    <message>
        <source>Cut-out pictures (TIFF, 16-bit)</source>
        <translation>Freigestellte Bilder (TIFF, 16 Bit)</translation>
    </message>
    <message>
        <source>Cut-out pictures (EXR)</source>
        <translation>Freigestellte Bilder (EXR)</translation>
    </message>
    <message>
        <source>Scene-linear and premultiplied, half floats: Nuke, Fusion, Blender.</source>
        <translation>Szenenlinear und vormultipliziert, halbe Gleitkommazahlen: Nuke, Fusion, Blender.</translation>
    </message>
    <message>
        <source>All layers (EXR)</source>
        <translation>Alle Ebenen (EXR)</translation>
    </message>
    <message>
        <source>One EXR for every frame, with the video and each layer&apos;s cut-out as channels.</source>
        <translation>Ein EXR für jedes Bild, mit dem Video und jeder freigestellten Ebene als Kanälen.</translation>
    </message>
    <message>
        <source>Cryptomatte (EXR)</source>
        <translation>Cryptomatte (EXR)</translation>
    </message>
    <message>
        <source>One EXR for every frame, to pick layers by name: Nuke, Fusion, Blender.</source>
        <translation>Ein EXR für jedes Bild, um Ebenen nach Namen zu wählen: Nuke, Fusion, Blender.</translation>
    </message>
    <message>
        <source>frame {frame} at {time:.3f} s</source>
        <translation>Bild {frame} bei {time:.3f} s</translation>
    </message>
    <message>
        <source>frame {frame} cannot be decoded</source>
        <translation>Bild {frame} lässt sich nicht dekodieren</translation>
    </message>
    <message>
        <source>frame {frame}: {fault}</source>
        <translation>Bild {frame}: {fault}</translation>
    </message>
    <message>
        <source>The background &apos;{path}&apos;</source>
        <translation>Der Hintergrund „{path}“</translation>
    </message>
    <message>
        <source>For Resolve, Premiere, Final Cut, After Effects. The objects keep their colours; around them the picture is transparent.</source>
        <translation>Für Resolve, Premiere, Final Cut, After Effects. Die Objekte behalten ihre Farben; um sie herum ist das Bild durchsichtig.</translation>
    </message>
    <message>
        <source>White on the objects and black around them: a luma matte, for every editing program and compositor.</source>
        <translation>Weiß auf den Objekten, schwarz um sie herum: eine Luma-Maske für jedes Schnitt- und Compositing-Programm.</translation>
    </message>
    <message>
        <source>A picture for every frame, in a folder for each layer.</source>
        <translation>Eine Bilddatei für jedes Bild, in einem Ordner für jede Ebene.</translation>
    </message>
    <message>
        <source>The video on one track and the objects above it, for Resolve, Premiere and Final Cut. Keep the folder together.</source>
        <translation>Das Video auf einer Spur und die Objekte darüber, für Resolve, Premiere und Final Cut. Lassen Sie den Ordner beisammen.</translation>
    </message>
    <message>
        <source>Cut-out with transparency</source>
        <translation>Freigestellt, durchsichtig</translation>
    </message>
    <message>
        <source>Black and white matte</source>
        <translation>Maske in Schwarz und Weiß</translation>
    </message>
    <message>
        <source>Picture sequence</source>
        <translation>Bildfolge</translation>
    </message>
    <message>
        <source>Timeline for editing</source>
        <translation>Zeitleiste zum Schneiden</translation>
    </message>
    <message>
        <source>ProRes 4444</source>
        <translation>ProRes 4444</translation>
    </message>
    <message>
        <source>FFV1, without any loss</source>
        <translation>FFV1, ohne jeden Verlust</translation>
    </message>
    <message>
        <source>ProRes 422 HQ</source>
        <translation>ProRes 422 HQ</translation>
    </message>
    <message>
        <source>H.264</source>
        <translation>H.264</translation>
    </message>
    <message>
        <source>PNG with transparency</source>
        <translation>PNG, durchsichtig</translation>
    </message>
    <message>
        <source>PNG masks, white on black</source>
        <translation>PNG-Masken, weiß auf schwarz</translation>
    </message>
    <message>
        <source>Video and cut-outs, linked</source>
        <translation>Video und Masken, verknüpft</translation>
    </message>
    <message>
        <source>Video and mattes, linked</source>
        <translation>Video und Masken, verknüpft</translation>
    </message>
    <message>
        <source>Video and small mattes, linked</source>
        <translation>Video und kleine Masken, verknüpft</translation>
    </message>
    <message>
        <source>The sound of the video is not in it.</source>
        <translation>Der Ton des Videos ist nicht enthalten.</translation>
    </message>
    <message>
        <source>It has no transparency: every pixel is opaque.</source>
        <translation>Ohne Durchsichtigkeit: jeder Bildpunkt ist deckend.</translation>
    </message>
    <message>
        <source>The video has a high dynamic range ({tone}), which this format does not hold.</source>
        <translation>Das Video hat einen hohen Dynamikumfang ({tone}), den dieses Format nicht fasst.</translation>
    </message>
    <message>
        <source>Videos have {before} frames of handles before and {after} after: not all of them are searched yet.</source>
        <translation>Videos haben vorn {before} und hinten {after} zusätzliche Bilder: noch sind nicht alle durchsucht.</translation>
    </message>
    <message>
        <source>Frames of the video are shown for uneven times: videos are written at {rate} frames a second.</source>
        <translation>Die Bilder des Videos stehen ungleich lange: Videos werden mit {rate} Bildern je Sekunde geschrieben.</translation>
    </message>
    <message>
        <source>{formats}: pictures have no times, and those of this video are uneven. tracks.json has them.</source>
        <translation>{formats}: Bilder haben keine Zeiten, und die dieses Videos sind ungleich. In tracks.json stehen sie.</translation>
    </message>
    <message>
        <source>{formats}: the uneven times of frames are kept to the millisecond.</source>
        <translation>{formats}: Die ungleichen Zeiten der Bilder bleiben auf die Millisekunde erhalten.</translation>
    </message>
    <message>
        <source>{formats}: needs a constant rate. Conform the video to one.</source>
        <translation>{formats}: braucht eine gleichbleibende Bildrate. Gleichen Sie das Video daran an.</translation>
    </message>
    <message>
        <source>Transparent WebM for web pages, and MP4 on green for the chroma key of CapCut.</source>
        <translation>Transparentes WebM für Webseiten und MP4 auf Grün für den Chroma-Key von CapCut.</translation>
    </message>
    <message>
        <source>Scene-linear EXR pictures, and a Cryptomatte to pick layers by name.</source>
        <translation>Szenenlineare EXR-Bilder und eine Cryptomatte, um Ebenen nach Namen zu wählen.</translation>
    </message>
    <message>
        <source>Choose handles of 0 to {most} frames.</source>
        <translation>Wählen Sie 0 bis {most} zusätzliche Bilder.</translation>
    </message>
    <message>
        <source>{rate:.3g} frames a second</source>
        <translation>{rate:.3g} Bilder in der Sekunde</translation>
    </message>
    <message>
        <source>the first {seconds} seconds</source>
        <translation>die ersten {seconds} Sekunden</translation>
    </message>
    <message>
        <source>The loop is reduced: {what}.</source>
        <translation>Die Schleife ist reduziert: {what}.</translation>
    </message>
    <message>
        <source>Everything but the layer (ProRes 4444)</source>
        <translation>Alles außer der Ebene (ProRes 4444)</translation>
    </message>
    <message>
        <source>A video for each layer of all that is around it, transparent in its place.</source>
        <translation>Für jede Ebene ein Video von allem ringsum, durchsichtig an ihrer Stelle.</translation>
    </message>
    <message>
        <source>Video with a look (MP4)</source>
        <translation>Video mit Look (MP4)</translation>
    </message>
    <message>
        <source>The layers on a colour, another picture or video, or before a blurred, dark or grey background, with sound.</source>
        <translation>Die Ebenen auf einer Farbe, einem anderen Bild oder Video oder vor unscharfem, dunklem oder grauem Hintergrund, mit Ton.</translation>
    </message>
    <message>
        <source>Animated loop (WebP)</source>
        <translation>Animierte Schleife (WebP)</translation>
    </message>
    <message>
        <source>A small transparent loop of each layer: 480 pixels and 15 seconds at most.</source>
        <translation>Eine kleine durchsichtige Schleife jeder Ebene: höchstens 480 Bildpunkte und 15 Sekunden.</translation>
    </message>
    <message>
        <source>Animated loop (PNG)</source>
        <translation>Animierte Schleife (PNG)</translation>
    </message>
    <message>
        <source>The same loop without any loss, larger.</source>
        <translation>Dieselbe Schleife ohne jeden Verlust, größer.</translation>
    </message>
    <message>
        <source>Animated loop (GIF)</source>
        <translation>Animierte Schleife (GIF)</translation>
    </message>
    <message>
        <source>The same loop in 255 colours with a hard edge, for every program.</source>
        <translation>Dieselbe Schleife in 255 Farben mit hartem Rand, für jedes Programm.</translation>
    </message>
    <message>
        <source>Leave the timeline out, or conform the video to a constant rate.</source>
        <translation>Lassen Sie die Timeline weg, oder gleichen Sie das Video an eine gleichbleibende Bildrate an.</translation>
    </message>
    <message>
        <source>The background {file} has a high dynamic range ({tone}), which the result cannot hold.</source>
        <translation>Der Hintergrund {file} hat hohen Dynamikumfang ({tone}), den das Ergebnis nicht fassen kann.</translation>
    </message>
    <message>
        <source>Choose a picture or a video of standard range.</source>
        <translation>Wählen Sie ein Bild oder ein Video mit normalem Dynamikumfang.</translation>
    </message>
    <message>
        <source>Choose a picture or a video as the background.</source>
        <translation>Wählen Sie ein Bild oder ein Video als Hintergrund.</translation>
    </message>
    <message>
        <source>A look that marks the layers cannot be inverted: choose another one.</source>
        <translation>Ein Look, der die Ebenen markiert, lässt sich nicht umkehren: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose a colour with red, green and blue of 0 to 255.</source>
        <translation>Wählen Sie eine Farbe mit Rot, Grün und Blau von 0 bis 255.</translation>
    </message>
    <message>
        <source>another opacity</source>
        <translation>eine andere Deckkraft</translation>
    </message>
    <message>
        <source>it ends</source>
        <translation>es endet</translation>
    </message>
    <message>
        <source>{found:.2f} s instead of {meant:.2f} s</source>
        <translation>{found:.2f} s statt {meant:.2f} s</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{path} could not be encoded from frame {frame} on: its container or encoder refuses the frame ({reason}).</source>
        <translation>{path} ließ sich ab Bild {frame} nicht kodieren: Container oder Encoder lehnt das Bild ab ({reason}).</translation>
    </message>
    <message>
        <source>Choose another format, or leave this one out.</source>
        <translation>Wählen Sie ein anderes Format, oder lassen Sie dieses weg.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; names no thing the model knows. What it finds is a guess; say what it is, such as &quot;the red car&quot;.</source>
        <translation>„{words}“ nennt kein Ding, das das Modell kennt. Was es findet, ist geraten; sagen Sie, was es ist, etwa „the red car“.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; names no single thing. Did you mean &quot;{suggestion}&quot;?</source>
        <translation>„{words}“ nennt kein einzelnes Ding. Meinten Sie „{suggestion}“?</translation>
    </message>
    <message>
        <source>The model was not taught &quot;{words}&quot;. What it finds is a guess; try a more general word.</source>
        <translation>Das Modell hat „{words}“ nicht gelernt. Was es findet, ist geraten; versuchen Sie ein allgemeineres Wort.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; names two things; the model follows the first. Ask for &quot;{first}&quot; and for &quot;{other}&quot; separately.</source>
        <translation>„{words}“ nennt zwei Dinge; das Modell folgt dem ersten. Suchen Sie „{first}“ und „{other}“ getrennt.</translation>
    </message>
    <message>
        <source>A picture has to be RGB, uint8 [H, W, 3].</source>
        <translation>Ein Bild muss RGB sein, uint8 [H, W, 3].</translation>
    </message>
    <message>
        <source>Give at least one point, or a box.</source>
        <translation>Geben Sie mindestens einen Punkt oder einen Rahmen an.</translation>
    </message>
    <message>
        <source>The mask has another size than the picture.</source>
        <translation>Die Maske hat eine andere Größe als das Bild.</translation>
    </message>
    <message>
        <source>The point {column}, {row} is not in the picture.</source>
        <translation>Der Punkt {column}, {row} liegt nicht im Bild.</translation>
    </message>
    <message>
        <source>The video with every object in its colour, to show to others.</source>
        <translation>Das Video mit jedem Objekt in seiner Farbe, um es anderen zu zeigen.</translation>
    </message>
    <message>
        <source>The objects as they are, and everything around them blurred, dark or grey.</source>
        <translation>Die Objekte, wie sie sind, und alles um sie herum unscharf, dunkel oder grau.</translation>
    </message>
    <message>
        <source>The objects on a colour, on another picture or on another video.</source>
        <translation>Die Objekte auf einer Farbe, einem anderen Bild oder einem anderen Video.</translation>
    </message>
    <message>
        <source>For web pages and messages: small, and transparent around the objects.</source>
        <translation>Für Webseiten und Nachrichten: klein, und durchsichtig um die Objekte herum.</translation>
    </message>
    <message>
        <source>Highlighted video</source>
        <translation>Video mit Hervorhebung</translation>
    </message>
    <message>
        <source>Blurred or dark background</source>
        <translation>Gedämpfter Hintergrund</translation>
    </message>
    <message>
        <source>Green or other background</source>
        <translation>Grüner, anderer Hintergrund</translation>
    </message>
    <message>
        <source>Small transparent video</source>
        <translation>Kleines Video, durchsichtig</translation>
    </message>
    <message>
        <source>ProRes 4444 XQ</source>
        <translation>ProRes 4444 XQ</translation>
    </message>
    <message>
        <source>QuickTime Animation</source>
        <translation>QuickTime Animation</translation>
    </message>
    <message>
        <source>ProRes 4444, everything but the object</source>
        <translation>ProRes 4444, alles außer dem Objekt</translation>
    </message>
    <message>
        <source>TIFF of 16 bits with transparency</source>
        <translation>TIFF mit 16 Bit, durchsichtig</translation>
    </message>
    <message>
        <source>EXR, linear light, with transparency</source>
        <translation>EXR, lineares Licht, durchsichtig</translation>
    </message>
    <message>
        <source>EXR with all layers as channels</source>
        <translation>EXR mit allen Ebenen als Kanälen</translation>
    </message>
    <message>
        <source>Cryptomatte EXR</source>
        <translation>Cryptomatte-EXR</translation>
    </message>
    <message>
        <source>Without the objects&apos; videos</source>
        <translation>Ohne die Videos der Objekte</translation>
    </message>
    <message>
        <source>MP4, each object in its colour</source>
        <translation>MP4, jedes Objekt in seiner Farbe</translation>
    </message>
    <message>
        <source>MP4, the objects highlighted</source>
        <translation>MP4, Objekte hervorgehoben</translation>
    </message>
    <message>
        <source>MP4 with a spotlight on the objects</source>
        <translation>MP4, Objekte im Scheinwerfer</translation>
    </message>
    <message>
        <source>MP4 with pixelated objects</source>
        <translation>MP4, Objekte verpixelt</translation>
    </message>
    <message>
        <source>MP4, blurred</source>
        <translation>MP4, unscharf</translation>
    </message>
    <message>
        <source>MP4, dark</source>
        <translation>MP4, dunkel</translation>
    </message>
    <message>
        <source>MP4, grey</source>
        <translation>MP4, grau</translation>
    </message>
    <message>
        <source>MP4, one colour</source>
        <translation>MP4, eine Farbe</translation>
    </message>
    <message>
        <source>MP4, a picture or a video</source>
        <translation>MP4, ein Bild oder Video</translation>
    </message>
    <message>
        <source>WebM (VP9)</source>
        <translation>WebM (VP9)</translation>
    </message>
    <message>
        <source>Animated WebP</source>
        <translation>Animiertes WebP</translation>
    </message>
    <message>
        <source>Animated PNG</source>
        <translation>Animiertes PNG</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>automatic, {pixels} px</source>
        <translation>automatisch, {pixels} px</translation>
    </message>
    <message>
        <source>Videos end before frame {frame}, which is not searched yet.</source>
        <translation>Videos enden vor Bild {frame}; dieses ist noch nicht durchsucht.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>follow the picture, {pixels} px</source>
        <translation>folgen dem Bild, {pixels} px</translation>
    </message>
    <message>
        <source>Edges: {kinds}.</source>
        <translation>Kanten: {kinds}.</translation>
    </message>
    <message>
        <source>There is no object yet: describe one and press Enter.</source>
        <translation>Noch gibt es kein Objekt: Beschreiben Sie eines und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>Grading</translation>
    </message>
    <message>
        <source>Cut-outs in ProRes 4444 XQ, for those who ask for it, and a timeline.</source>
        <translation>Ausschnitte in ProRes 4444 XQ, für alle, die es verlangen, und eine Timeline.</translation>
    </message>
    <message>
        <source>The earlier result &apos;{name}&apos; is replaced.</source>
        <translation>Das frühere Ergebnis „{name}“ wird ersetzt.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has a high dynamic range ({tone}), which pictures of 8 bits cannot hold.</source>
        <translation>„{video}“ hat einen hohen Dynamikumfang ({tone}), den Bilder mit 8 Bit nicht aufnehmen können.</translation>
    </message>
    <message>
        <source>Choose a cut-out as ProRes 4444 or FFV1, or a matte.</source>
        <translation>Wählen Sie eine Freistellung als ProRes 4444 oder FFV1 oder eine Matte.</translation>
    </message>
    <message>
        <source>Choose a size of {least} to {most} pixels.</source>
        <translation>Wählen Sie eine Größe von {least} bis {most} Pixel.</translation>
    </message>
    <message>
        <source>Choose 8 or 16 bits.</source>
        <translation>Wählen Sie 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>Cut-out video (ProRes 4444 XQ)</source>
        <translation>Freigestelltes Video (ProRes 4444 XQ)</translation>
    </message>
    <message>
        <source>Cut-out video (QuickTime Animation)</source>
        <translation>Freigestelltes Video (QuickTime Animation)</translation>
    </message>
    <message>
        <source>Cut-outs of 8 bits without any loss, for programs that read no ProRes.</source>
        <translation>Freigestellte Objekte mit 8 Bit ohne jeden Verlust, für Programme, die kein ProRes lesen.</translation>
    </message>
    <message>
        <source>Matte video (H.265)</source>
        <translation>Mattenvideo (H.265)</translation>
    </message>
    <message>
        <source>Mattes of 10 bits in small files.</source>
        <translation>Matten mit 10 Bit in kleinen Dateien.</translation>
    </message>
    <message>
        <source>Matte video (FFV1)</source>
        <translation>Mattenvideo (FFV1)</translation>
    </message>
    <message>
        <source>Mattes without any loss, for archives and compositors.</source>
        <translation>Matten ohne jeden Verlust, für Archive und Compositing.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is a file of this project, and would be replaced.</source>
        <translation>„{path}“ ist eine Datei dieses Projekts und würde ersetzt.</translation>
    </message>
    <message>
        <source>its colours are marked as {found} instead of {meant}</source>
        <translation>seine Farben sind als {found} statt {meant} gekennzeichnet</translation>
    </message>
    <message>
        <source>its colours have 8 bits</source>
        <translation>seine Farben haben 8 Bit</translation>
    </message>
    <message>
        <source>it does not say for which display it was mastered</source>
        <translation>es gibt nicht an, für welchen Bildschirm es gemastert wurde</translation>
    </message>
    <message>
        <source>Create it first.</source>
        <translation>Legen Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>{path} could not be written to the end: the disk is full.</source>
        <translation>{path} ließ sich nicht zu Ende schreiben: Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; is left out there.</source>
        <translation>„{words}“ fehlt darin.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is only in one of them.</source>
        <translation>„{video}“ ist nur in einem von beiden.</translation>
    </message>
    <message>
        <source>names of frames</source>
        <translation>Namen der Bilder</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>expressions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>&apos;{video}&apos;: the void regions of frame {frame} differ.</source>
        <translation>„{video}“: Die unentschiedenen Bereiche von Bild {frame} unterscheiden sich.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; differs in its {what}.</source>
        <translation>„{video}“ unterscheidet sich: {what}.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos;, object {object}: the mask of frame {frame} differs.</source>
        <translation>„{video}“, Objekt {object}: Die Maske von Bild {frame} unterscheidet sich.</translation>
    </message>
    <message>
        <source>Expressions that name several objects together are left out: {count}.</source>
        <translation>Beschreibungen, die mehrere Objekte zusammen nennen, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Expressions without such an object in the video are left out: {count}.</source>
        <translation>Beschreibungen, zu denen es im Video kein Objekt gibt, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Expressions without an answer, of which nobody said what they name, are left out: {count}.</source>
        <translation>Beschreibungen ohne Antwort, von denen niemand gesagt hat, was sie nennen, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Objects that no expression names are left out: {count}.</source>
        <translation>Objekte, die keine Beschreibung nennt, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Categories of objects are left out: {count}.</source>
        <translation>Kategorien von Objekten entfallen: {count}.</translation>
    </message>
    <message>
        <source>Names of annotators are left out, of expressions: {count}.</source>
        <translation>Namen der Verfasser entfallen, bei Beschreibungen: {count}.</translation>
    </message>
    <message>
        <source>The size of videos without masks and pictures is left out: {count}.</source>
        <translation>Die Größe von Videos ohne Masken und Bilder entfällt: {count}.</translation>
    </message>
    <message>
        <source>Splits are left out, all videos are together: {count}.</source>
        <translation>Aufteilungen entfallen, alle Videos stehen zusammen: {count}.</translation>
    </message>
    <message>
        <source>Videos get other names, for files cannot be called as they or their frames are: {count}.</source>
        <translation>Videos bekommen andere Namen, weil Dateien nicht so heißen können wie sie oder ihre Bilder: {count}.</translation>
    </message>
    <message>
        <source>Videos whose frames are not in order when sorted by name get other names of frames: {count}.</source>
        <translation>Videos, deren Bilder nach Namen sortiert nicht in der richtigen Reihenfolge stehen, bekommen andere Bildnamen: {count}.</translation>
    </message>
    <message>
        <source>Objects whose category is none of the {known} of this format get &apos;{other}&apos;: {count}.</source>
        <translation>Objekte, deren Kategorie keine der {known} dieses Formats ist, bekommen „{other}“: {count}.</translation>
    </message>
    <message>
        <source>The format cannot say the rate of videos: {count}.</source>
        <translation>Das Format kann die Bildrate von Videos nicht angeben: {count}.</translation>
    </message>
    <message>
        <source>Videos that are of no split become part of &apos;{split}&apos;: {count}.</source>
        <translation>Videos, die zu keiner Aufteilung gehören, kommen zu „{split}“: {count}.</translation>
    </message>
    <message>
        <source>Expressions are left out: {count}.</source>
        <translation>Beschreibungen entfallen: {count}.</translation>
    </message>
    <message>
        <source>Videos whose objects get the numbers {first} and up: {count}.</source>
        <translation>Videos, deren Objekte die Nummern ab {first} bekommen: {count}.</translation>
    </message>
    <message>
        <source>Objects over the {most} of a video that the format can tell apart are left out: {count}.</source>
        <translation>Objekte über die {most} eines Videos hinaus, die das Format unterscheiden kann, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Pictures of frames become JPEG, with some loss: {count}.</source>
        <translation>Bilder werden zu JPEG, mit etwas Verlust: {count}.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos;, video {video}</source>
        <translation>„{path}“, Video {video}</translation>
    </message>
    <message>
        <source>{named} has images of several sizes.</source>
        <translation>{named} hat Bilder in mehreren Größen.</translation>
    </message>
    <message>
        <source>Put the images of each video into a folder of its own.</source>
        <translation>Legen Sie die Bilder jedes Videos in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has labels of an image {image} that it does not list.</source>
        <translation>„{path}“ hat Labels eines Bildes {image}, das es nicht aufführt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not as CVAT for video 1.1 has it.</source>
        <translation>„{path}“ ist nicht so, wie CVAT for video 1.1 es vorsieht.</translation>
    </message>
    <message>
        <source>Export it from CVAT again, as &apos;CVAT for video 1.1&apos;.</source>
        <translation>Exportieren Sie es erneut aus CVAT, als „CVAT for video 1.1“.</translation>
    </message>
    <message>
        <source>{named} has a shape that cannot be read.</source>
        <translation>{named} hat eine Form, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>Object {object}</source>
        <translation>Objekt {object}</translation>
    </message>
    <message>
        <source>Expressions of &apos;{video}&apos; whose object is not there are left out: {count}.</source>
        <translation>Beschreibungen von „{video}“, deren Objekt nicht da ist, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Expressions become those of annotator 1 or 2, without a name: {count}.</source>
        <translation>Beschreibungen werden zu denen von Verfasser 1 oder 2, ohne Namen: {count}.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos;: &apos;{line}&apos; is left out.</source>
        <translation>„{file}“: „{line}“ entfällt.</translation>
    </message>
    <message>
        <source>Objects that are on no frame are left out: {count}.</source>
        <translation>Objekte, die auf keinem Bild sind, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Objects without a category get &apos;{other}&apos;: {count}.</source>
        <translation>Objekte ohne Kategorie bekommen „{other}“: {count}.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be read as a picture.</source>
        <translation>„{path}“ kann nicht als Bild gelesen werden.</translation>
    </message>
    <message>
        <source>Write it again, or leave it out.</source>
        <translation>Schreiben Sie es neu, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>Split it into files with fewer videos.</source>
        <translation>Teilen Sie sie in Dateien mit weniger Videos.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is nested too deeply for labels.</source>
        <translation>„{path}“ ist für Labels zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not as this format has it: {reason}.</source>
        <translation>„{path}“ ist nicht so, wie dieses Format es vorsieht: {reason}.</translation>
    </message>
    <message>
        <source>Check that the dataset is complete and that you may read it.</source>
        <translation>Prüfen Sie, ob der Datensatz vollständig ist und ob Sie ihn lesen dürfen.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; has more than {most} colours: it is no picture of labels.</source>
        <translation>„{file}“ hat mehr als {most} Farben: Es ist kein Bild mit Labels.</translation>
    </message>
    <message>
        <source>Choose the folder of masks, not that of frames.</source>
        <translation>Wählen Sie den Ordner der Masken, nicht den der Bilder.</translation>
    </message>
    <message>
        <source>{named} has a shape of the kind &apos;{kind}&apos;, which has no area that can be read.</source>
        <translation>{named} hat eine Form der Art „{kind}“, die keine lesbare Fläche hat.</translation>
    </message>
    <message>
        <source>Draw it as a polygon or a mask.</source>
        <translation>Zeichnen Sie sie als Polygon oder Maske.</translation>
    </message>
    <message>
        <source>Void regions become background, on frames: {count}.</source>
        <translation>Unentschiedene Bereiche werden zu Hintergrund, auf Bildern: {count}.</translation>
    </message>
    <message>
        <source>Frames on which nothing was known of an object become frames without it: {count}.</source>
        <translation>Bilder, auf denen von einem Objekt nichts bekannt war, werden zu Bildern ohne das Objekt: {count}.</translation>
    </message>
    <message>
        <source>Objects that are on no frame are left out, and the expressions that name them: {count}.</source>
        <translation>Objekte, die auf keinem Bild sind, entfallen, und die Beschreibungen, die sie nennen: {count}.</translation>
    </message>
    <message>
        <source>Frames that have neither a mask nor a picture are left out: {count}.</source>
        <translation>Bilder ohne Maske und ohne Bilddatei entfallen: {count}.</translation>
    </message>
    <message>
        <source>Frames of which nothing is known are left out: {count}.</source>
        <translation>Bilder, von denen nichts bekannt ist, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Where objects overlap, the first of them keeps the pixels: {count}; frames: {frames}.</source>
        <translation>Wo sich Objekte überdecken, behält das erste die Bildpunkte: {count}; Bilder: {frames}.</translation>
    </message>
    <message>
        <source>{named} cannot be read as a picture.</source>
        <translation>{named} kann nicht als Bild gelesen werden.</translation>
    </message>
    <message>
        <source>The expression &apos;{id}&apos; of &apos;{video}&apos; names an object that is no number.</source>
        <translation>Die Beschreibung „{id}“ von „{video}“ nennt ein Objekt, das keine Nummer ist.</translation>
    </message>
    <message>
        <source>Videos get names without spaces: {count}.</source>
        <translation>Videos bekommen Namen ohne Leerzeichen: {count}.</translation>
    </message>
    <message>
        <source>Videos of one name in several splits get other names: {count}.</source>
        <translation>Videos mit demselben Namen in mehreren Aufteilungen bekommen andere Namen: {count}.</translation>
    </message>
    <message>
        <source>Videos whose expressions get other numbers: {count}.</source>
        <translation>Videos, deren Beschreibungen andere Nummern bekommen: {count}.</translation>
    </message>
    <message>
        <source>Texts with signs that are no text lose these: {count}.</source>
        <translation>Texte mit Zeichen, die kein Text sind, verlieren diese: {count}.</translation>
    </message>
    <message>
        <source>Expressions whose spaces and lines change: {count}.</source>
        <translation>Beschreibungen, deren Leerzeichen und Zeilen sich ändern: {count}.</translation>
    </message>
    <message>
        <source>Videos whose frames are called by their numbers instead: {count}.</source>
        <translation>Videos, deren Bilder stattdessen nach ihren Nummern heißen: {count}.</translation>
    </message>
    <message>
        <source>Objects get other names: {count}.</source>
        <translation>Objekte bekommen andere Namen: {count}.</translation>
    </message>
    <message>
        <source>{named} has no arrays of masks that can be read.</source>
        <translation>{named} hat keine Felder mit Masken, die gelesen werden können.</translation>
    </message>
    <message>
        <source>Save arrays of numbers or booleans, one size, frames first.</source>
        <translation>Speichern Sie Felder aus Zahlen oder Wahrheitswerten, in einer Größe, Bilder zuerst.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not the table that this format has.</source>
        <translation>„{path}“ ist nicht die Tabelle, die dieses Format hat.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has a rate of &apos;{rate}&apos;.</source>
        <translation>„{video}“ hat eine Bildrate von „{rate}“.</translation>
    </message>
    <message>
        <source>Expressions are repeated, so that every object has four: {count}.</source>
        <translation>Beschreibungen werden wiederholt, damit jedes Objekt vier hat: {count}.</translation>
    </message>
    <message>
        <source>Expressions over the four of an object are left out: {count}.</source>
        <translation>Beschreibungen über die vier eines Objekts hinaus entfallen: {count}.</translation>
    </message>
    <message>
        <source>The video &apos;{video}&apos; has two frames of one name.</source>
        <translation>Das Video „{video}“ hat zwei Bilder mit demselben Namen.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has masks of frames that it does not list, such as &apos;{frame}&apos;: they are left out.</source>
        <translation>„{video}“ hat Masken von Bildern, die es nicht aufführt, etwa „{frame}“: Sie entfallen.</translation>
    </message>
    <message>
        <source>The video &apos;{video}&apos; has an object &apos;{object}&apos;, which is no number.</source>
        <translation>Das Video „{video}“ hat ein Objekt „{object}“, das keine Nummer ist.</translation>
    </message>
    <message>
        <source>Objects of this format have the numbers of their pixels.</source>
        <translation>Objekte dieses Formats haben die Nummern ihrer Bildpunkte.</translation>
    </message>
    <message>
        <source>Ref-DAVIS</source>
        <translation>Ref-DAVIS</translation>
    </message>
    <message>
        <source>As the community converts it: four expressions of every object.</source>
        <translation>Wie die Gemeinschaft es umwandelt: vier Beschreibungen jedes Objekts.</translation>
    </message>
    <message>
        <source>Ref-YouTube-VOS</source>
        <translation>Ref-YouTube-VOS</translation>
    </message>
    <message>
        <source>Expressions of one object each, masks in pictures with a palette.</source>
        <translation>Beschreibungen je eines Objekts, Masken in Bildern mit Palette.</translation>
    </message>
    <message>
        <source>MeViS</source>
        <translation>MeViS</translation>
    </message>
    <message>
        <source>Expressions of any number of objects, masks in mask_dict.json.</source>
        <translation>Beschreibungen beliebig vieler Objekte, Masken in mask_dict.json.</translation>
    </message>
    <message>
        <source>DAVIS</source>
        <translation>DAVIS</translation>
    </message>
    <message>
        <source>Pictures with a palette; expressions in text files, as Ref-DAVIS is published.</source>
        <translation>Bilder mit Palette; Beschreibungen in Textdateien, wie Ref-DAVIS veröffentlicht ist.</translation>
    </message>
    <message>
        <source>YouTube-VOS</source>
        <translation>YouTube-VOS</translation>
    </message>
    <message>
        <source>Pictures with a palette, and the categories of objects.</source>
        <translation>Bilder mit Palette und die Kategorien der Objekte.</translation>
    </message>
    <message>
        <source>YouTube-VIS</source>
        <translation>YouTube-VIS</translation>
    </message>
    <message>
        <source>One JSON file of videos with objects and their categories.</source>
        <translation>Eine JSON-Datei mit Videos, Objekten und deren Kategorien.</translation>
    </message>
    <message>
        <source>SA-Co/VEval</source>
        <translation>SA-Co/VEval</translation>
    </message>
    <message>
        <source>YouTube-VIS with expressions, also those that name nothing in a video.</source>
        <translation>YouTube-VIS mit Beschreibungen, auch solchen, die im Video nichts nennen.</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>One JSON file of images, the frames of videos.</source>
        <translation>Eine JSON-Datei mit Bildern, den Einzelbildern von Videos.</translation>
    </message>
    <message>
        <source>CVAT for video 1.1</source>
        <translation>CVAT for video 1.1</translation>
    </message>
    <message>
        <source>An XML file for each video, to import into CVAT.</source>
        <translation>Eine XML-Datei für jedes Video, zum Import in CVAT.</translation>
    </message>
    <message>
        <source>LabelMe</source>
        <translation>LabelMe</translation>
    </message>
    <message>
        <source>A JSON file beside the picture of each frame, for X-AnyLabeling, too.</source>
        <translation>Eine JSON-Datei neben jedem Bild, auch für X-AnyLabeling.</translation>
    </message>
    <message>
        <source>Label Studio</source>
        <translation>Label Studio</translation>
    </message>
    <message>
        <source>A task for each frame, with brush masks.</source>
        <translation>Eine Aufgabe für jedes Bild, mit Pinselmasken.</translation>
    </message>
    <message>
        <source>SA-V</source>
        <translation>SA-V</translation>
    </message>
    <message>
        <source>A JSON file of masks for each video.</source>
        <translation>Eine JSON-Datei mit Masken für jedes Video.</translation>
    </message>
    <message>
        <source>NumPy (NPZ)</source>
        <translation>NumPy (NPZ)</translation>
    </message>
    <message>
        <source>Arrays of masks, a file for each video.</source>
        <translation>Felder mit Masken, eine Datei für jedes Video.</translation>
    </message>
    <message>
        <source>PNG for each object</source>
        <translation>PNG für jedes Objekt</translation>
    </message>
    <message>
        <source>A black and white picture for each object and frame, and tables of the rest.</source>
        <translation>Ein schwarz-weißes Bild für jedes Objekt und Einzelbild, und Tabellen für den Rest.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no dataset that SOC Studio knows.</source>
        <translation>„{name}“ ist kein Datensatz, den SOC Studio kennt.</translation>
    </message>
    <message>
        <source>Choose the folder that holds all of it. These are read: {formats}.</source>
        <translation>Wählen Sie den Ordner, der alles enthält. Gelesen werden: {formats}.</translation>
    </message>
    <message>
        <source>There is no format of datasets called &apos;{id}&apos;.</source>
        <translation>Es gibt kein Datensatzformat „{id}“.</translation>
    </message>
    <message>
        <source>These are written: {formats}.</source>
        <translation>Geschrieben werden: {formats}.</translation>
    </message>
    <message>
        <source>{named} lacks masks on frame {frame}.</source>
        <translation>{named} fehlen Masken auf Bild {frame}.</translation>
    </message>
    <message>
        <source>{named} has a size of {width}x{height} pixels.</source>
        <translation>{named} hat eine Größe von {width}x{height} Bildpunkten.</translation>
    </message>
    <message>
        <source>{named} has {width}x{height} pixels, but its video has {video_width}x{video_height}.</source>
        <translation>{named} hat {width}x{height} Bildpunkte, sein Video aber {video_width}x{video_height}.</translation>
    </message>
    <message>
        <source>Leave it out, or create it again at the size of the video.</source>
        <translation>Lassen Sie sie weg, oder erstellen Sie sie neu in der Größe des Videos.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has more than {most} million files.</source>
        <translation>„{name}“ hat mehr als {most} Millionen Dateien.</translation>
    </message>
    <message>
        <source>Choose the folder of the dataset itself.</source>
        <translation>Wählen Sie den Ordner des Datensatzes selbst.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; leads outside of the dataset.</source>
        <translation>„{path}“ führt aus dem Datensatz hinaus.</translation>
    </message>
    <message>
        <source>Use only datasets from people whom you trust.</source>
        <translation>Verwenden Sie nur Datensätze von Menschen, denen Sie vertrauen.</translation>
    </message>
    <message>
        <source>Leave this file out, or split it.</source>
        <translation>Lassen Sie diese Datei weg, oder teilen Sie sie.</translation>
    </message>
    <message>
        <source>A name of the dataset is no text: {reason}.</source>
        <translation>Ein Name des Datensatzes ist kein Text: {reason}.</translation>
    </message>
    <message>
        <source>Rename the files or objects whose names have such signs.</source>
        <translation>Benennen Sie die Dateien oder Objekte um, deren Namen solche Zeichen haben.</translation>
    </message>
    <message>
        <source>What was written is not what was meant: {difference}</source>
        <translation>Was geschrieben wurde, ist nicht, was gemeint war: {difference}</translation>
    </message>
    <message>
        <source>Nothing was kept. This is a fault of the program: please report it.</source>
        <translation>Nichts wurde behalten. Das ist ein Fehler des Programms: Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>Choose a text file with one category on each line.</source>
        <translation>Wählen Sie eine Textdatei mit einer Kategorie in jeder Zeile.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is too large for a list of categories.</source>
        <translation>„{path}“ ist zu groß für eine Liste von Kategorien.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; holds no category.</source>
        <translation>„{path}“ enthält keine Kategorie.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is no text.</source>
        <translation>„{path}“ ist kein Text.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos;, object {object}</source>
        <translation>„{path}“, Objekt {object}</translation>
    </message>
    <message>
        <source>{named} has {count} frames, but its video has {frames}.</source>
        <translation>{named} hat {count} Bilder, sein Video aber {frames}.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos;, mask {mask} of &apos;{video}&apos;</source>
        <translation>„{path}“, Maske {mask} von „{video}“</translation>
    </message>
    <message>
        <source>Videos of other splits become part of train or test: {count}.</source>
        <translation>Videos anderer Aufteilungen kommen zu train oder test: {count}.</translation>
    </message>
    <message>
        <source>Expressions without words are left out: {count}.</source>
        <translation>Beschreibungen ohne Wörter entfallen: {count}.</translation>
    </message>
    <message>
        <source>Expressions that repeat another one of their video are left out: {count}.</source>
        <translation>Beschreibungen, die eine andere ihres Videos wiederholen, entfallen: {count}.</translation>
    </message>
    <message>
        <source>Frames without an object become frames of which nothing is known of it: {count}.</source>
        <translation>Bilder ohne ein Objekt werden zu Bildern, von denen über das Objekt nichts bekannt ist: {count}.</translation>
    </message>
    <message>
        <source>A2D-Sentences (key frames)</source>
        <translation>A2D-Sentences (Schlüsselbilder)</translation>
    </message>
    <message>
        <source>Videos that are in no list of a split are left out: {count}.</source>
        <translation>Videos, die in keiner Liste eines Teils stehen, werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>The list of &apos;{split}&apos; names &apos;{video}&apos;, which is no video.</source>
        <translation>Die Liste von „{split}“ nennt „{video}“, das kein Video ist.</translation>
    </message>
    <message>
        <source>Name videos as the dataset does, without suffix, one on a line.</source>
        <translation>Nennen Sie Videos wie der Datensatz, ohne Endung, eines in jeder Zeile.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is in the lists of two splits.</source>
        <translation>„{video}“ steht in den Listen zweier Teile.</translation>
    </message>
    <message>
        <source>Name each video in one list.</source>
        <translation>Nennen Sie jedes Video in einer Liste.</translation>
    </message>
    <message>
        <source>All shares of splits are 0.</source>
        <translation>Alle Anteile der Teile sind 0.</translation>
    </message>
    <message>
        <source>Write splits as train=0.8, valid=0.2.</source>
        <translation>Schreiben Sie Teile als train=0.8, valid=0.2.</translation>
    </message>
    <message>
        <source>&apos;{part}&apos; is not NAME=SHARE.</source>
        <translation>„{part}“ ist nicht NAME=ANTEIL.</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>es ist kein Text</translation>
    </message>
    <message>
        <source>Choose a text file that names a video on each line.</source>
        <translation>Wählen Sie eine Textdatei, die in jeder Zeile ein Video nennt.</translation>
    </message>
    <message>
        <source>There is nothing that {format} can hold.</source>
        <translation>Es gibt nichts, was {format} aufnehmen kann.</translation>
    </message>
    <message>
        <source>Choose another format, or a dataset that has videos with labels.</source>
        <translation>Wählen Sie ein anderes Format oder einen Datensatz, der Videos mit Labels hat.</translation>
    </message>
    <message>
        <source>Videos without labels are left out: {count}.</source>
        <translation>Videos ohne Labels werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>Frames of video files cannot be linked, they are written as JPEG, with some loss: {count}.</source>
        <translation>Bilder von Videodateien können nicht verknüpft werden, sie werden mit etwas Verlust als JPEG geschrieben: {count}.</translation>
    </message>
    <message>
        <source>Frames of video files are written as JPEG, with some loss: {count}.</source>
        <translation>Bilder von Videodateien werden mit etwas Verlust als JPEG geschrieben: {count}.</translation>
    </message>
    <message>
        <source>There is nothing to write as {format}.</source>
        <translation>Es gibt nichts als {format} zu schreiben.</translation>
    </message>
    <message>
        <source>Find or draw something first.</source>
        <translation>Suchen oder zeichnen Sie zuerst etwas.</translation>
    </message>
    <message>
        <source>Import the dataset &apos;{name}&apos;</source>
        <translation>Datensatz „{name}“ importieren</translation>
    </message>
    <message>
        <source>&apos;{video}&apos;: the masks are {width}x{height} pixels, the frames {own_width}x{own_height}.</source>
        <translation>„{video}“: Die Masken haben {width}x{height} Pixel, die Bilder {own_width}x{own_height}.</translation>
    </message>
    <message>
        <source>Choose the frames that the masks were made for.</source>
        <translation>Wählen Sie die Bilder, für die die Masken gemacht sind.</translation>
    </message>
    <message>
        <source>Objects that are counted from 0 are counted from 1 now: {count}.</source>
        <translation>Objekte, die ab 0 gezählt waren, sind jetzt ab 1 gezählt: {count}.</translation>
    </message>
    <message>
        <source>None of the videos of &apos;{dataset}&apos; is found.</source>
        <translation>Keines der Videos von „{dataset}“ wurde gefunden.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is left out: the dataset has no frames of it, and the project no video of its name.</source>
        <translation>„{video}“ wird weggelassen: Der Datensatz hat keine Bilder davon, und das Projekt kein Video dieses Namens.</translation>
    </message>
    <message>
        <source>Download A2D (A2D_main_1_0.tar.gz) from https://web.eecs.umich.edu/~jjcorso/r/a2d and unpack it here: it holds Release.</source>
        <translation>Laden Sie A2D (A2D_main_1_0.tar.gz) von https://web.eecs.umich.edu/~jjcorso/r/a2d und entpacken Sie es hier: Es enthält Release.</translation>
    </message>
    <message>
        <source>Download the sentences of A2D (text_annotations) from https://kgavrilyuk.github.io/publication/actor_action and unpack them here.</source>
        <translation>Laden Sie die Sätze von A2D (text_annotations) von https://kgavrilyuk.github.io/publication/actor_action und entpacken Sie sie hier.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is missing.</source>
        <translation>„{path}“ fehlt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is broken: {reason}.</source>
        <translation>„{path}“ ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no name of a file in &apos;{folder}&apos;.</source>
        <translation>„{name}“ ist kein Name einer Datei in „{folder}“.</translation>
    </message>
    <message>
        <source>Download Rename_Images.tar.gz and puppet_mask.zip from http://jhmdb.is.tue.mpg.de and unpack them here.</source>
        <translation>Laden Sie Rename_Images.tar.gz und puppet_mask.zip von http://jhmdb.is.tue.mpg.de und entpacken Sie sie hier.</translation>
    </message>
    <message>
        <source>Download jhmdb_annotation.txt from https://kgavrilyuk.github.io/publication/actor_action and put it here.</source>
        <translation>Laden Sie jhmdb_annotation.txt von https://kgavrilyuk.github.io/publication/actor_action und legen Sie es hierher.</translation>
    </message>
    <message>
        <source>Download jhmdb_sentences_samples_metadata.json from https://github.com/mttr2021/MTTR (datasets/jhmdb_sentences) and put it here: it says which frames the papers score.</source>
        <translation>Laden Sie jhmdb_sentences_samples_metadata.json von https://github.com/mttr2021/MTTR (datasets/jhmdb_sentences) und legen Sie es hierher: Es sagt, welche Bilder die Veröffentlichungen werten.</translation>
    </message>
    <message>
        <source>Download MeViS (train, valid_u and valid) from https://henghuiding.com/MeViS and unpack it here.</source>
        <translation>Laden Sie MeViS (train, valid_u und valid) von https://henghuiding.com/MeViS und entpacken Sie es hier.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is none of the published datasets. Choose the folder that holds all of one: Ref-YouTube-VOS, Ref-DAVIS17, MeViS, A2D-Sentences, JHMDB-Sentences or RefCOCO.</source>
        <translation>„{folder}“ ist keiner der veröffentlichten Datensätze. Wählen Sie den Ordner, der einen davon ganz enthält: Ref-YouTube-VOS, Ref-DAVIS17, MeViS, A2D-Sentences, JHMDB-Sentences oder RefCOCO.</translation>
    </message>
    <message>
        <source>{name} in &apos;{folder}&apos; has no split &apos;{split}&apos;; it has: {splits}.</source>
        <translation>{name} in „{folder}“ hat keinen Teil „{split}“, sondern: {splits}.</translation>
    </message>
    <message>
        <source>Download DAVIS-2017-Unsupervised-trainval-480p.zip from https://davischallenge.org/davis2017/code.html and unpack it here.</source>
        <translation>Laden Sie DAVIS-2017-Unsupervised-trainval-480p.zip von https://davischallenge.org/davis2017/code.html und entpacken Sie es hier.</translation>
    </message>
    <message>
        <source>Download davis_text_annotations.zip from https://www.mpi-inf.mpg.de (Video Object Segmentation with Language Referring Expressions) and unpack it here.</source>
        <translation>Laden Sie davis_text_annotations.zip von https://www.mpi-inf.mpg.de (Video Object Segmentation with Language Referring Expressions) und entpacken Sie es hier.</translation>
    </message>
    <message>
        <source>Convert Ref-DAVIS17 again from DAVIS-2017-Unsupervised-trainval-480p.zip and davis_text_annotations.zip, or unpack these here: they are read as they are.</source>
        <translation>Wandeln Sie Ref-DAVIS17 noch einmal aus DAVIS-2017-Unsupervised-trainval-480p.zip und davis_text_annotations.zip um, oder entpacken Sie diese hier: Sie werden gelesen, wie sie sind.</translation>
    </message>
    <message>
        <source>Download Ref-YouTube-VOS (train.zip, valid.zip, test.zip and meta_expressions.zip) from https://codalab.lisn.upsaclay.fr/competitions/3282 and unpack it here.</source>
        <translation>Laden Sie Ref-YouTube-VOS (train.zip, valid.zip, test.zip und meta_expressions.zip) von https://codalab.lisn.upsaclay.fr/competitions/3282 und entpacken Sie es hier.</translation>
    </message>
    <message>
        <source>Download http://images.cocodataset.org/zips/train2014.zip and unpack it here.</source>
        <translation>Laden Sie http://images.cocodataset.org/zips/train2014.zip und entpacken Sie es hier.</translation>
    </message>
    <message>
        <source>Download refcoco.zip, refcoco+.zip and refcocog.zip from https://github.com/lichengunc/refer and unpack them here.</source>
        <translation>Laden Sie refcoco.zip, refcoco+.zip und refcocog.zip von https://github.com/lichengunc/refer und entpacken Sie sie hier.</translation>
    </message>
    <message>
        <source>The frames of a video have several sizes: {sizes}.</source>
        <translation>Die Bilder eines Videos haben mehrere Größen: {sizes}.</translation>
    </message>
    <message>
        <source>{count} frames at once, as the paper has it, do not fit the memory of the device. Close other programs that use it, or choose the device cpu.</source>
        <translation>{count} Bilder auf einmal, wie die Veröffentlichung es tut, passen nicht in den Speicher des Geräts. Schließen Sie andere Programme, die ihn brauchen, oder wählen Sie das Gerät cpu.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has masks of {count} of its {frames} frames.</source>
        <translation>„{video}“ hat Masken von {count} seiner {frames} Bilder.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos;, sentence {id}: its object {objects} is on none of the annotated frames.</source>
        <translation>„{video}“, Satz {id}: Sein Objekt {objects} ist auf keinem der Bilder, deren Masken bekannt sind.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is left out: its masks are of another size than the video.</source>
        <translation>„{video}“ wird weggelassen: Seine Masken haben eine andere Größe als das Video.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the model passes over what shows that colour; check that it is the right one.</source>
        <translation>„{words}“: Das Modell übergeht, was diese Farbe zeigt; prüfen Sie, ob es das Richtige ist.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos;: no annotated frame of &apos;{video}&apos; has the object {object}.</source>
        <translation>‚{text}‘: kein Einzelbild von ‚{video}‘ mit Masken hat das Objekt {object}.</translation>
    </message>
    <message>
        <source>it is no MP4 or AVI</source>
        <translation>es ist kein MP4 oder AVI</translation>
    </message>
    <message>
        <source>its frames do not fit into memory</source>
        <translation>seine Einzelbilder passen nicht in den Speicher</translation>
    </message>
    <message>
        <source>it has more than {most} million values</source>
        <translation>es hat mehr als {most} Millionen Werte</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it is larger than {most} GB</source>
        <translation>es ist größer als {most} GB</translation>
    </message>
    <message>
        <source>it has no &apos;{name}&apos;</source>
        <translation>‚{name}‘ fehlt darin</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; leads to another place</source>
        <translation>„{name}“ führt an einen anderen Ort</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no array</source>
        <translation>„{name}“ ist kein Feld von Zahlen</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; takes its numbers from another file</source>
        <translation>„{name}“ nimmt seine Zahlen aus einer anderen Datei</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has no numbers</source>
        <translation>„{name}“ hat keine Zahlen</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has more than {most} MB</source>
        <translation>„{name}“ hat mehr als {most} MB</translation>
    </message>
    <message>
        <source>The masks of A2D-Sentences are HDF5 files, for which h5py is needed. Install it: pip install h5py</source>
        <translation>Die Masken von A2D-Sentences sind HDF5-Dateien, für die h5py nötig ist. Installieren Sie es: pip install h5py</translation>
    </message>
    <message>
        <source>it does not have the arrays of this format</source>
        <translation>sie hat nicht die Felder dieses Formats</translation>
    </message>
    <message>
        <source>it cannot be read as HDF5</source>
        <translation>sie kann nicht als HDF5 gelesen werden</translation>
    </message>
    <message>
        <source>{file} says nothing of the object {object} of &apos;{video}&apos;.</source>
        <translation>{file} sagt nichts vom Objekt {object} von ‚{video}‘.</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>es ist abgeschnitten</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it is neither JPEG nor PNG</source>
        <translation>es ist weder JPEG noch PNG</translation>
    </message>
    <message>
        <source>The pictures of labels of &apos;{video}&apos; have several sizes.</source>
        <translation>Die Bilder mit den Masken von ‚{video}‘ sind verschieden groß.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos;, frame {frame}: the answer to &apos;{text}&apos; has {width}x{height} pixels, the true mask {true_width}x{true_height}. Both have to be of one size.</source>
        <translation>‚{video}‘, Einzelbild {frame}: Die Antwort auf ‚{text}‘ hat {width}x{height} Pixel, die wahre Maske {true_width}x{true_height}. Beide müssen gleich groß sein.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the negation has no effect. The model leaves these words out; say what the object is like.</source>
        <translation>„{words}“: Die Verneinung hat keine Wirkung. Das Modell lässt diese Wörter weg; beschreiben Sie, wie das Objekt aussieht.</translation>
    </message>
    <message>
        <source>{file} holds no saliency of ours.</source>
        <translation>{file} enthält kein Auffälligkeitsnetz von uns.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; lacks the masks of A2D-Sentences.</source>
        <translation>In „{name}“ fehlen die Masken von A2D-Sentences.</translation>
    </message>
    <message>
        <source>Put the folder {folder} there.</source>
        <translation>Legen Sie den Ordner {folder} dort ab.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is damaged: {reason}.</source>
        <translation>„{path}“ ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>The masks of A2D-Sentences are HDF5 files, for which h5py is needed.</source>
        <translation>Die Masken von A2D-Sentences sind HDF5-Dateien, für die h5py nötig ist.</translation>
    </message>
    <message>
        <source>Install it: pip install h5py</source>
        <translation>Installieren Sie es: pip install h5py</translation>
    </message>
    <message>
        <source>&apos;reMask&apos; does not have a mask for each object</source>
        <translation>„reMask“ hat nicht für jedes Objekt eine Maske</translation>
    </message>
    <message>
        <source>&apos;instance&apos; has no numbers of objects</source>
        <translation>„instance“ hat keine Nummern von Objekten</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; contains {count} million values, for which there is not enough memory.</source>
        <translation>„{path}“ enthält {count} Millionen Werte, für die der Speicher nicht reicht.</translation>
    </message>
    <message>
        <source>Close other programs, or split it into files with fewer videos.</source>
        <translation>Schließen Sie andere Programme, oder teilen Sie sie in Dateien mit weniger Videos auf.</translation>
    </message>
    <message>
        <source>Videos that are files get no pictures of their frames: {count}. Import the dataset and export the project to have them.</source>
        <translation>Videos, die Dateien sind, bekommen keine Bilder ihrer Einzelbilder: {count}. Importieren Sie den Datensatz und exportieren Sie das Projekt, um sie zu bekommen.</translation>
    </message>
    <message>
        <source>Videos that lack pictures of frames get no MP4: {count}.</source>
        <translation>Videos, denen Bilder von Einzelbildern fehlen, bekommen kein MP4: {count}.</translation>
    </message>
    <message>
        <source>Frames are written as H.264 in MP4, with some loss: {count}.</source>
        <translation>Einzelbilder werden als H.264 in MP4 geschrieben, mit etwas Verlust: {count}.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a picture.</source>
        <translation>{path} kann nicht als Bild gelesen werden.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has labels of a category {category} that it does not list: they get none.</source>
        <translation>„{path}“ hat Beschriftungen einer Kategorie {category}, die darin nicht aufgeführt ist: Sie bekommen keine.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has boxes without a mask, which are left out: {count}.</source>
        <translation>„{path}“ hat Rahmen ohne Maske, die weggelassen werden: {count}.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has two entries with the id {id}.</source>
        <translation>„{path}“ hat zwei Einträge mit der Kennung {id}.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has an object with the key &apos;{key}&apos; twice.</source>
        <translation>„{path}“ hat ein Objekt, in dem der Schlüssel „{key}“ zweimal vorkommt.</translation>
    </message>
    <message>
        <source>Make it black and white, or give each object one number from 1 on.</source>
        <translation>Machen Sie es schwarz-weiß, oder geben Sie jedem Objekt eine Nummer von 1 an.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; is black and white, but others of its video have numbers of objects.</source>
        <translation>„{file}“ ist schwarz-weiß, andere Bilder desselben Videos haben aber Nummern von Objekten.</translation>
    </message>
    <message>
        <source>Write it again like the others: 255 means that nobody decided.</source>
        <translation>Schreiben Sie es neu wie die anderen: 255 bedeutet, dass niemand entschieden hat.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; has white and areas of grey: a soft mask, or numbers of objects.</source>
        <translation>„{file}“ hat Weiß und graue Flächen: eine weiche Maske oder Nummern von Objekten.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; has a soft edge, but others of its video have numbers of objects.</source>
        <translation>„{file}“ hat einen weichen Rand, andere Bilder desselben Videos haben aber Nummern von Objekten.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; has numbers of objects, but others of its video have colours.</source>
        <translation>„{file}“ hat Nummern von Objekten, andere Bilder desselben Videos haben aber Farben.</translation>
    </message>
    <message>
        <source>Write it again like the others.</source>
        <translation>Schreiben Sie es neu wie die anderen.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has {count} tasks.</source>
        <translation>„{path}“ hat {count} Aufgaben.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has no mask {mask}, which a sentence on &apos;{video}&apos; names.</source>
        <translation>„{path}“ hat keine Maske {mask}, die ein Satz zu „{video}“ nennt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is missing: of the objects of its videos no mask is known.</source>
        <translation>„{path}“ fehlt: Von den Objekten der Videos ist keine Maske bekannt.</translation>
    </message>
    <message>
        <source>Videos get other names, for loaders take theirs for a number or for nothing: {count}.</source>
        <translation>Videos bekommen andere Namen, weil Ladeprogramme ihre für eine Zahl oder für nichts halten: {count}.</translation>
    </message>
    <message>
        <source>Videos of &apos;{split}&apos; that have no masks, though sentences name their objects: {count}, such as &apos;{video}&apos;.</source>
        <translation>Videos von „{split}“ ohne Masken, obwohl Sätze ihre Objekte nennen: {count}, etwa „{video}“.</translation>
    </message>
    <message>
        <source>Frames of &apos;{split}&apos; without masks, of which nothing is known: {count}, such as &apos;{frame}&apos; of &apos;{video}&apos;.</source>
        <translation>Einzelbilder von „{split}“ ohne Masken, von denen nichts bekannt ist: {count}, etwa „{frame}“ von „{video}“.</translation>
    </message>
    <message>
        <source>Videos as MP4, masks of some of their frames in HDF5; one object for each expression.</source>
        <translation>Videos als MP4, Masken einiger ihrer Einzelbilder in HDF5; ein Objekt je Ausdruck.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is not empty: it contains &apos;{found}&apos;.</source>
        <translation>„{folder}“ ist nicht leer: Darin ist „{found}“.</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder: a dataset takes the place of nothing.</source>
        <translation>Wählen Sie einen neuen oder leeren Ordner: Ein Datensatz ersetzt nichts.</translation>
    </message>
    <message>
        <source>{named} has boxes without a mask, which are left out. Frames with such boxes: {count}.</source>
        <translation>{named} hat Rahmen ohne Maske, die weggelassen werden. Einzelbilder mit solchen Rahmen: {count}.</translation>
    </message>
    <message>
        <source>Frames that the videos do not have are left out: {count}, such as &apos;{frame}&apos; of &apos;{video}&apos;.</source>
        <translation>Einzelbilder, die die Videos nicht haben, werden weggelassen: {count}, etwa „{frame}“ von „{video}“.</translation>
    </message>
    <message>
        <source>Objects that are on no frame: {count}, such as &apos;{object}&apos; of &apos;{video}&apos;.</source>
        <translation>Objekte, die auf keinem Einzelbild sind: {count}, etwa „{object}“ von „{video}“.</translation>
    </message>
    <message>
        <source>Choose a folder for the dataset.</source>
        <translation>Wählen Sie einen Ordner für den Datensatz.</translation>
    </message>
    <message>
        <source>Give the dataset a name that a folder can have.</source>
        <translation>Geben Sie dem Datensatz einen Namen, den ein Ordner haben kann.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is there already, and not empty.</source>
        <translation>„{name}“ ist schon da und nicht leer.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; cannot be read.</source>
        <translation>„{name}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Give the whole path of the folder, such as &apos;{home}&apos;.</source>
        <translation>Geben Sie den ganzen Pfad des Ordners an, etwa „{home}“.</translation>
    </message>
    <message>
        <source>{file} has white and areas of grey: a soft mask, or numbers of objects.</source>
        <translation>{file} hat Weiß und graue Flächen: eine weiche Maske oder Nummern von Objekten.</translation>
    </message>
    <message>
        <source>{file} is black and white, but others, such as &apos;{other}&apos;, have a palette with object numbers.</source>
        <translation>{file} ist schwarz-weiß, andere wie „{other}“ haben eine Palette mit Objektnummern.</translation>
    </message>
    <message>
        <source>Put the frames where the dataset says, add it to a project that has its videos, or name their folder with --frames.</source>
        <translation>Legen Sie die Einzelbilder dorthin, wo der Datensatz sie nennt, fügen Sie ihn zu einem Projekt hinzu, das seine Videos hat, oder nennen Sie ihren Ordner mit --frames.</translation>
    </message>
    <message>
        <source>Quick masks of a preview are left out, on frames of objects: {count}.</source>
        <translation>Schnelle Masken einer Vorschau werden weggelassen, auf Bildern von Objekten: {count}.</translation>
    </message>
    <message>
        <source>Masks that are marked as wrong are left out: {count}.</source>
        <translation>Als falsch markierte Masken werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>Masks that nobody marked as right are left out: {count}.</source>
        <translation>Masken, die niemand als richtig markiert hat, werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>Sentences that are not searched for yet are left out: {count}.</source>
        <translation>Sätze, nach denen noch nicht gesucht wurde, werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>Sentences of objects of which no mask is left are left out: {count}.</source>
        <translation>Sätze von Objekten, von denen keine Maske übrig ist, werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>Objects that were found on none of the frames are left out, with the sentences that mean them alone; say &apos;No such object&apos; where that is so: {count}.</source>
        <translation>Objekte, die auf keinem der Bilder gefunden wurden, werden weggelassen, mit den Sätzen, die nur sie meinen; sagen Sie „Kein solches Objekt“, wo das stimmt: {count}.</translation>
    </message>
    <message>
        <source>Frames on which too few objects are known are left out: {count}.</source>
        <translation>Bilder, auf denen zu wenige Objekte bekannt sind, werden weggelassen: {count}.</translation>
    </message>
    <message>
        <source>{path} is a picture in several tiles.</source>
        <translation>{path} ist ein Bild aus mehreren Kacheln.</translation>
    </message>
    <message>
        <source>Convert it to JPEG or PNG first.</source>
        <translation>Wandeln Sie es zuerst in JPEG oder PNG um.</translation>
    </message>
    <message>
        <source>what follows is coded otherwise</source>
        <translation>was folgt, ist anders codiert</translation>
    </message>
    <message>
        <source>{path} has changed on the disk since it was opened.</source>
        <translation>{path} hat sich auf der Festplatte geändert, seit es geöffnet wurde.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the model is asked without these words.</source>
        <translation>„{words}“: Das Modell wird ohne diese Wörter gefragt.</translation>
    </message>
    <message>
        <source>{named} has images without a size, and no pictures beside it.</source>
        <translation>{named} enthält Bilder ohne Größe, und neben der Datei liegen keine Bilder.</translation>
    </message>
    <message>
        <source>Put the pictures beside the file, or write their sizes into it.</source>
        <translation>Legen Sie die Bilder neben die Datei, oder schreiben Sie ihre Größen hinein.</translation>
    </message>
    <message>
        <source>Choose a folder of PNG or TIFF masks, a tracks.json of SOC Studio, or masks in COCO JSON.</source>
        <translation>Wählen Sie einen Ordner mit PNG- oder TIFF-Masken, eine tracks.json von SOC Studio oder Masken in COCO-JSON.</translation>
    </message>
    <message>
        <source>{file} has values that are no whole numbers of 8 or 16 bits.</source>
        <translation>{file} enthält Werte, die keine ganzen Zahlen mit 8 oder 16 Bit sind.</translation>
    </message>
    <message>
        <source>Save the masks as PNG, or as grey TIFF of 8 or 16 bits.</source>
        <translation>Speichern Sie die Masken als PNG oder als graues TIFF mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>{file} contains several pictures.</source>
        <translation>{file} enthält mehrere Bilder.</translation>
    </message>
    <message>
        <source>Save one file per frame.</source>
        <translation>Speichern Sie je Bild eine Datei.</translation>
    </message>
    <message>
        <source>{file} is a JPEG that is not plainly black and white: JPEG blurs values, so greys, colours and object numbers are lost in it.</source>
        <translation>{file} ist ein JPEG, das nicht einfach schwarzweiß ist: JPEG verwischt Werte, sodass Graustufen, Farben und Objektnummern darin verloren gehen.</translation>
    </message>
    <message>
        <source>Save the masks as PNG or TIFF.</source>
        <translation>Speichern Sie die Masken als PNG oder TIFF.</translation>
    </message>
    <message>
        <source>{file} cannot be read as {kind}.</source>
        <translation>{file} kann nicht als {kind} gelesen werden.</translation>
    </message>
    <message>
        <source>Save it as PNG, or as grey TIFF of 8 or 16 bits.</source>
        <translation>Speichern Sie es als PNG oder als graues TIFF mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; contains no PNG or TIFF files.</source>
        <translation>Der Ordner „{folder}“ enthält keine PNG- oder TIFF-Dateien.</translation>
    </message>
    <message>
        <source>{named} also contains images that are not {kind}, such as &apos;{file}&apos;: they are left out.</source>
        <translation>{named} enthält auch Bilder, die kein {kind} sind, etwa „{file}“: sie werden ausgelassen.</translation>
    </message>
    <message>
        <source>{named} has masks as JPEG, whose edges may be off by a pixel: PNG and TIFF are exact.</source>
        <translation>{named} enthält Masken als JPEG, deren Kanten um ein Pixel daneben liegen können: PNG und TIFF sind genau.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; contains no PNG or TIFF files, only others such as &apos;{file}&apos;.</source>
        <translation>Der Ordner „{folder}“ enthält keine PNG- oder TIFF-Dateien, nur andere wie „{file}“.</translation>
    </message>
    <message>
        <source>Choose the folder with the masks, one PNG or TIFF per frame: grey, black and white, or with a palette.</source>
        <translation>Wählen Sie den Ordner mit den Masken, ein PNG oder TIFF je Bild: grau, schwarzweiß oder mit Palette.</translation>
    </message>
    <message>
        <source>Put the former file back in its place, or open the new one as another video.</source>
        <translation>Legen Sie die frühere Datei zurück, oder öffnen Sie die neue als weiteres Video.</translation>
    </message>
    <message>
        <source>Choose a video, a folder of frames or a project.</source>
        <translation>Wählen Sie ein Video, einen Ordner mit Bildern oder ein Projekt.</translation>
    </message>
    <message>
        <source>Free some space on the disk, or choose another folder.</source>
        <translation>Schaffen Sie Platz auf dem Laufwerk, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} could not be written to the end ({reason}).</source>
        <translation>{path} ließ sich nicht zu Ende schreiben ({reason}).</translation>
    </message>
    <message>
        <source>Choose a folder that you can write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}).</source>
        <translation>{path} lässt sich nicht schreiben ({reason}).</translation>
    </message>
    <message>
        <source>Choose another folder, or a name that ends in .mp4.</source>
        <translation>Wählen Sie einen anderen Ordner oder einen Namen, der auf .mp4 endet.</translation>
    </message>
    <message>
        <source>{path} cannot be encoded as {codec} ({reason}).</source>
        <translation>{path} lässt sich nicht als {codec} kodieren ({reason}).</translation>
    </message>
    <message>
        <source>Choose a name that ends in .mp4.</source>
        <translation>Wählen Sie einen Namen, der auf .mp4 endet.</translation>
    </message>
    <message>
        <source>There is no published model &apos;{model}&apos;.</source>
        <translation>Es gibt kein veröffentlichtes Modell „{model}“.</translation>
    </message>
    <message>
        <source>`soc-studio models list` shows all of them.</source>
        <translation>`soc-studio models list` zeigt alle.</translation>
    </message>
    <message>
        <source>The host sent {size} bytes instead of the announced {announced}.</source>
        <translation>Der Anbieter hat {size} Byte gesendet statt der angekündigten {announced}.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The file that the host sends is larger than any published model.</source>
        <translation>Die Datei des Anbieters ist größer als jedes veröffentlichte Modell.</translation>
    </message>
    <message>
        <source>Download it in a browser.</source>
        <translation>Laden Sie es im Browser herunter.</translation>
    </message>
    <message>
        <source>The connection was lost before the download was complete.</source>
        <translation>Die Verbindung brach ab, bevor der Download vollständig war.</translation>
    </message>
    <message>
        <source>Start it again to continue: everything downloaded so far is kept.</source>
        <translation>Starten Sie ihn erneut, um fortzufahren: Alles bisher Geladene bleibt erhalten.</translation>
    </message>
    <message>
        <source>Not enough space for the file: it needs {needed:,.0f} MB, and {free:,.0f} MB are free.</source>
        <translation>Zu wenig Platz für die Datei: Sie braucht {needed:.0f} MB, frei sind {free:.0f} MB.</translation>
    </message>
    <message>
        <source>Free some space on the disk of &apos;{folder}&apos;, or set SOC_STUDIO_DATA to a folder on another disk.</source>
        <translation>Schaffen Sie Platz auf dem Laufwerk von „{folder}“, oder setzen Sie SOC_STUDIO_DATA auf einen Ordner eines anderen Laufwerks.</translation>
    </message>
    <message>
        <source>The host sent a page instead of the file.</source>
        <translation>Der Anbieter hat eine Seite statt der Datei gesendet.</translation>
    </message>
    <message>
        <source>Try again later, or download it in a browser.</source>
        <translation>Versuchen Sie es später noch einmal, oder laden Sie es im Browser herunter.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; contains neither weights ({suffixes}) nor a tokenizer.</source>
        <translation>„{folder}“ enthält weder Gewichte ({suffixes}) noch einen Tokenizer.</translation>
    </message>
    <message>
        <source>This is not the file that &apos;{model}&apos; first came with: it has {size} bytes and the SHA-256 {digest}…, the first file had {first_size} bytes and {first_digest}….</source>
        <translation>Das ist nicht die Datei, mit der „{model}“ zuerst kam: Sie hat {size} Byte und die SHA-256 {digest}…, die erste hatte {first_size} Byte und {first_digest}….</translation>
    </message>
    <message>
        <source>If it was replaced on purpose, run `soc-studio models remove {model} --forget` and try again.</source>
        <translation>Wurde sie absichtlich ersetzt, führen Sie `soc-studio models remove {model} --forget` aus, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file or folder &apos;{place}&apos; does not exist.</source>
        <translation>Die Datei oder den Ordner „{place}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>The name &apos;{model}&apos; is taken.</source>
        <translation>Der Name „{model}“ ist vergeben.</translation>
    </message>
    <message>
        <source>Give another name with --as.</source>
        <translation>Geben Sie mit --as einen anderen Namen an.</translation>
    </message>
    <message>
        <source>Another model is called &apos;{model}&apos;.</source>
        <translation>Ein anderes Modell heißt „{model}“.</translation>
    </message>
    <message>
        <source>Give a name with --as, or remove that model first (`soc-studio models remove {model}`).</source>
        <translation>Geben Sie mit --as einen Namen an, oder entfernen Sie zuerst jenes Modell (`soc-studio models remove {model}`).</translation>
    </message>
    <message>
        <source>The file of the model &apos;{model}&apos; is missing.</source>
        <translation>Die Datei des Modells „{model}“ fehlt.</translation>
    </message>
    <message>
        <source>The model &apos;{model}&apos; is damaged: its file has changed. Remove it, then download or add it again.</source>
        <translation>Das Modell „{model}“ ist beschädigt: Die Datei hat sich geändert. Entfernen Sie es, und laden Sie es neu, oder fügen Sie es neu hinzu.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; contains {count} files with weights: {files}.</source>
        <translation>„{folder}“ enthält {count} Dateien mit Gewichten: {files}.</translation>
    </message>
    <message>
        <source>Name the file to add.</source>
        <translation>Nennen Sie die Datei, die hinzugefügt werden soll.</translation>
    </message>
    <message>
        <source>The file contains {found}, but &apos;{model}&apos; is {expected}.</source>
        <translation>Die Datei enthält {found}, aber „{model}“ ist {expected}.</translation>
    </message>
    <message>
        <source>Add it under its own name; `soc-studio models list` shows all names.</source>
        <translation>Fügen Sie es unter seinem eigenen Namen hinzu; `soc-studio models list` zeigt alle Namen.</translation>
    </message>
    <message>
        <source>The tokenizer that the model needs is missing.</source>
        <translation>Der Tokenizer, den das Modell braucht, fehlt.</translation>
    </message>
    <message>
        <source>`soc-studio models fetch {tokenizer}` downloads it. {how}</source>
        <translation>`soc-studio models fetch {tokenizer}` lädt ihn herunter. {how}</translation>
    </message>
    <message>
        <source>The file that the host sent as &apos;{model}&apos; is not that model. {reason}</source>
        <translation>Die Datei, die der Anbieter als „{model}“ gesendet hat, ist nicht dieses Modell. {reason}</translation>
    </message>
    <message>
        <source>It was removed. Try again later. {how}</source>
        <translation>Sie wurde entfernt. Versuchen Sie es später noch einmal. {how}</translation>
    </message>
    <message>
        <source>&apos;{place}&apos; cannot be read: {reason}.</source>
        <translation>„{place}“ lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>The model &apos;{model}&apos; is damaged. {reason}</source>
        <translation>Das Modell „{model}“ ist beschädigt. {reason}</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; could not be written: {reason}.</source>
        <translation>„{file}“ ließ sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Check the space on the disk; no incomplete file was left behind.</source>
        <translation>Prüfen Sie den Platz auf dem Laufwerk; es blieb keine unvollständige Datei zurück.</translation>
    </message>
    <message>
        <source>the host</source>
        <translation>dem Anbieter</translation>
    </message>
    <message>
        <source>The connection to {host} failed: its answer cannot be understood.</source>
        <translation>Die Verbindung zu {host} schlug fehl: Die Antwort ist unverständlich.</translation>
    </message>
    <message>
        <source>The host keeps asking for confirmation and does not send the file.</source>
        <translation>Der Anbieter fragt immer wieder nach einer Bestätigung und sendet die Datei nicht.</translation>
    </message>
    <message>
        <source>{matching} of the {count} files in the folder have names like &apos;{name}&apos;, so the right one is not certain.</source>
        <translation>{matching} der {count} Dateien im Ordner heißen ähnlich wie „{name}“; die richtige ist nicht eindeutig.</translation>
    </message>
    <message>
        <source>Download the right one in a browser.</source>
        <translation>Laden Sie die richtige im Browser herunter.</translation>
    </message>
    <message>
        <source>The connection to {host} is not secure: its certificate was rejected.</source>
        <translation>Die Verbindung zu {host} ist nicht sicher: Das Zertifikat wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Check the date of this computer and its internet connection (proxy, firewall).</source>
        <translation>Prüfen Sie das Datum dieses Rechners und seine Internetverbindung (Proxy, Firewall).</translation>
    </message>
    <message>
        <source>The internet proxy of this computer does not answer.</source>
        <translation>Der Internet-Proxy dieses Rechners antwortet nicht.</translation>
    </message>
    <message>
        <source>Check its settings.</source>
        <translation>Prüfen Sie dessen Einstellungen.</translation>
    </message>
    <message>
        <source>The connection to {host} timed out.</source>
        <translation>Zeitüberschreitung bei der Verbindung zu {host}.</translation>
    </message>
    <message>
        <source>Check the internet connection, or try again later.</source>
        <translation>Prüfen Sie die Internetverbindung, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The download from {host} stalled.</source>
        <translation>Der Download von {host} ist stehen geblieben.</translation>
    </message>
    <message>
        <source>The download from {host} was refused (status {status}).</source>
        <translation>Der Download von {host} wurde verweigert (Status {status}).</translation>
    </message>
    <message>
        <source>The connection to {host} was lost.</source>
        <translation>Die Verbindung zu {host} brach ab.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>No connection to {host}.</source>
        <translation>Keine Verbindung zu {host}.</translation>
    </message>
    <message>
        <source>Check the internet connection of this computer.</source>
        <translation>Prüfen Sie die Internetverbindung dieses Rechners.</translation>
    </message>
    <message>
        <source>The host no longer has this file.</source>
        <translation>Der Anbieter hat diese Datei nicht mehr.</translation>
    </message>
    <message>
        <source>Ask the authors of the model, or choose another one.</source>
        <translation>Fragen Sie die Autoren des Modells, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The host refused the download (status {status}){said}.</source>
        <translation>Der Anbieter hat den Download verweigert (Status {status}){said}.</translation>
    </message>
    <message>
        <source>The daily limit for this file may be reached: try again tomorrow, or download it in a browser.</source>
        <translation>Vielleicht ist das Tageslimit für diese Datei erreicht: Versuchen Sie es morgen noch einmal, oder laden Sie es im Browser herunter.</translation>
    </message>
    <message>
        <source>The folder that contains the file could not be read.</source>
        <translation>Der Ordner mit der Datei ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>The host sent a page instead of the file: {reason}.</source>
        <translation>Der Anbieter hat eine Seite statt der Datei gesendet: {reason}.</translation>
    </message>
    <message>
        <source>`soc-studio models how {model}` explains how to add it by hand.</source>
        <translation>`soc-studio models how {model}` erklärt, wie es sich von Hand hinzufügen lässt.</translation>
    </message>
    <message>
        <source>How to bring &apos;{model}&apos; to a computer without an internet connection</source>
        <translation>So kommt „{model}“ auf einen Rechner ohne Internetverbindung</translation>
    </message>
    <message>
        <source>It is {network} with {backbone}, trained on {data}.</source>
        <translation>Es ist {network} mit {backbone}, trainiert mit {data}.</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>{number}. Try it:</source>
        <translation>{number}. Ausprobieren:</translation>
    </message>
    <message>
        <source>{number}. On a computer with an internet connection, open this page in a browser and
   download config.json and model.safetensors into one folder, under these names:</source>
        <translation>{number}. Öffnen Sie auf einem Rechner mit Internetverbindung diese Seite im Browser und laden Sie
   config.json und model.safetensors unter genau diesen Namen in einen Ordner:</translation>
    </message>
    <message>
        <source>{number}. Copy the folder to this computer and add it:</source>
        <translation>{number}. Kopieren Sie den Ordner auf diesen Rechner und fügen Sie ihn hinzu:</translation>
    </message>
    <message>
        <source>{number}. On a computer with an internet connection, open this page in a browser and
   download the file:</source>
        <translation>{number}. Öffnen Sie auf einem Rechner mit Internetverbindung diese Seite im Browser,
   und laden Sie die Datei herunter:</translation>
    </message>
    <message>
        <source>   The service warns that the file is too large to scan for viruses. It is read
   without running anything in it. Do not unpack it: .tar and .pth are the same kind
   of file. Copy it to this computer and add it:</source>
        <translation>   Der Dienst warnt, dass die Datei für eine Virenprüfung zu groß ist. SOC Studio führt
   nichts darin aus. Entpacken Sie sie nicht: .tar und .pth sind dieselbe Art von Datei.
   Kopieren Sie sie auf diesen Rechner, und fügen Sie sie hinzu:</translation>
    </message>
    <message>
        <source>{number}. The model needs RoBERTa&apos;s tokenizer, one copy for all models. From</source>
        <translation>{number}. Das Modell braucht den Tokenizer von RoBERTa, einmal für alle Modelle. Laden Sie von</translation>
    </message>
    <message>
        <source>   download vocab.json and merges.txt (or tokenizer.json) into one folder, under
   these exact names, copy it to this computer and add it:</source>
        <translation>   vocab.json und merges.txt (oder tokenizer.json) unter genau diesen Namen in einen
   Ordner, kopieren Sie ihn auf diesen Rechner, und fügen Sie ihn hinzu:</translation>
    </message>
    <message>
        <source>   or name it when you add a model: --tokenizer FOLDER.</source>
        <translation>   oder nennen Sie ihn beim Hinzufügen eines Modells: --tokenizer ORDNER.</translation>
    </message>
    <message>
        <source>&apos;{model}&apos; comes with the program: there is nothing to download.</source>
        <translation>„{model}“ gehört zum Programm: Es gibt nichts herunterzuladen.</translation>
    </message>
    <message>
        <source>   It is the file with &apos;{name}&apos; in its name.</source>
        <translation>   Es ist die Datei mit „{name}“ im Namen.</translation>
    </message>
    <message>
        <source>There is no model &apos;{name}&apos;: no file has this path, and no model on this computer this name.</source>
        <translation>Es gibt kein Modell „{name}“: weder eine Datei mit diesem Pfad noch ein Modell dieses Namens auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Give the path of a weights file, or the name of a model on this computer ({names}); `soc-studio models list` shows the models that can be downloaded.</source>
        <translation>Geben Sie den Pfad einer Datei mit Gewichten an, oder den Namen eines Modells auf diesem Rechner ({names}); `soc-studio models list` zeigt die Modelle, die heruntergeladen werden können.</translation>
    </message>
    <message>
        <source>The model &apos;{name}&apos; is not on this computer yet.</source>
        <translation>Das Modell „{name}“ ist noch nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>`soc-studio models fetch {name}` downloads it; `soc-studio models how {name}` explains how to add it without an internet connection.</source>
        <translation>`soc-studio models fetch {name}` lädt es herunter; `soc-studio models how {name}` erklärt, wie es ohne Internetverbindung geht.</translation>
    </message>
    <message>
        <source>The file of the model &apos;{name}&apos; is damaged: its size has changed.</source>
        <translation>Die Datei des Modells „{name}“ ist beschädigt: Ihre Größe hat sich geändert.</translation>
    </message>
    <message>
        <source>Remove it (`soc-studio models remove {name}`), then download or add it again.</source>
        <translation>Entfernen Sie es (`soc-studio models remove {name}`), und laden Sie es neu, oder fügen Sie es neu hinzu.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a tracker: it cannot read sentences.</source>
        <translation>„{name}“ ist ein Tracker: Er kann keine Sätze lesen.</translation>
    </message>
    <message>
        <source>Choose a model, such as {model}, for searches.</source>
        <translation>Wählen Sie für die Suche ein Modell, etwa {model}.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; could not be read: {reason}.</source>
        <translation>„{file}“ ließ sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>&apos;{model}&apos; cannot be the name of a model.</source>
        <translation>„{model}“ kann kein Modellname sein.</translation>
    </message>
    <message>
        <source>Use up to 64 lowercase letters, digits, points, dashes and underscores.</source>
        <translation>Verwenden Sie bis zu 64 Kleinbuchstaben, Ziffern, Punkte, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>&apos;{model}&apos; comes with the program and cannot be removed.</source>
        <translation>„{model}“ gehört zum Programm und lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>The model &apos;{model}&apos; is not on this computer.</source>
        <translation>Das Modell „{model}“ ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>`soc-studio models list` shows the models that are.</source>
        <translation>`soc-studio models list` zeigt die vorhandenen Modelle.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be read: {reason}.</source>
        <translation>„{path}“ ließ sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Prüfen Sie das Laufwerk.</translation>
    </message>
    <message>
        <source>Try again later. {how}</source>
        <translation>Versuchen Sie es später noch einmal. {how}</translation>
    </message>
    <message>
        <source>The connection to the Hugging Face Hub was lost.</source>
        <translation>Die Verbindung zum Hugging Face Hub brach ab.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; contains no tokenizer: neither {parts} nor {whole}.</source>
        <translation>„{folder}“ enthält keinen Tokenizer: weder {parts} noch {whole}.</translation>
    </message>
    <message>
        <source>The Hugging Face Hub refused &apos;{name}&apos; (status {status}).</source>
        <translation>Der Hugging Face Hub hat „{name}“ verweigert (Status {status}).</translation>
    </message>
    <message>
        <source>The file &apos;{name}&apos; on the Hugging Face Hub is far too large.</source>
        <translation>Die Datei „{name}“ auf dem Hugging Face Hub ist viel zu groß.</translation>
    </message>
    <message>
        <source>The Hugging Face Hub refused a file of the tokenizer (status {status}).</source>
        <translation>Der Hugging Face Hub hat eine Datei des Tokenizers verweigert (Status {status}).</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; does not contain {files}.</source>
        <translation>„{folder}“ enthält {files} nicht.</translation>
    </message>
    <message>
        <source>{file} holds {found}, not {expected}.</source>
        <translation>{file} enthält {found}, nicht {expected}.</translation>
    </message>
    <message>
        <source>There is no tracker &apos;{name}&apos;.</source>
        <translation>Es gibt keinen Tracker „{name}“.</translation>
    </message>
    <message>
        <source>Trackers are: {names}.</source>
        <translation>Es gibt: {names}.</translation>
    </message>
    <message>
        <source>The tracker &apos;{name}&apos; is not on this computer yet.</source>
        <translation>Der Tracker „{name}“ ist noch nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>`soc-studio models fetch {name}` downloads it.</source>
        <translation>`soc-studio models fetch {name}` lädt ihn herunter.</translation>
    </message>
    <message>
        <source>The file of the tracker &apos;{name}&apos; is damaged: its size has changed.</source>
        <translation>Die Datei des Trackers „{name}“ ist beschädigt: Ihre Größe hat sich geändert.</translation>
    </message>
    <message>
        <source>Remove it (`soc-studio models remove {name}`), then download it again.</source>
        <translation>Entfernen Sie ihn (`soc-studio models remove {name}`) und laden Sie ihn neu herunter.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is not a colour.</source>
        <translation>„{text}“ ist keine Farbe.</translation>
    </message>
    <message>
        <source>Enter one such as #00b140, green, blue, black, white or grey.</source>
        <translation>Geben Sie eine ein wie #00b140, green, blue, black, white oder grey.</translation>
    </message>
    <message>
        <source>This sentence is no longer part of the project.</source>
        <translation>Dieser Satz gehört nicht mehr zum Projekt.</translation>
    </message>
    <message>
        <source>A sentence can only refer to objects of its own video.</source>
        <translation>Ein Satz kann nur Objekte seines eigenen Videos meinen.</translation>
    </message>
    <message>
        <source>Move the correction of &apos;{label}&apos; from frame {first} to {last}</source>
        <translation>Korrektur von „{label}“ von Bild {first} nach {last} verschieben</translation>
    </message>
    <message>
        <source>Carry {layers} layers to {count} frames</source>
        <translation>{layers} Ebenen auf {count} Bilder übertragen</translation>
    </message>
    <message>
        <source>Copy a correction of &apos;{label}&apos; to frame {frame}</source>
        <translation>Korrektur von „{label}“ auf Bild {frame} kopieren</translation>
    </message>
    <message>
        <source>Carry {layers} layers to 1 frame</source>
        <translation>{layers} Ebenen auf 1 Bild übertragen</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <source>feather</source>
        <translation>weiche Kante</translation>
    </message>
    <message>
        <source>filled holes</source>
        <translation>gefüllte Löcher</translation>
    </message>
    <message>
        <source>removed specks</source>
        <translation>entfernte Flecken</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>edge band</source>
        <translation>Kantenband</translation>
    </message>
    <message>
        <source>softness of the edge band</source>
        <translation>Weichheit des Kantenbands</translation>
    </message>
    <message>
        <source>Add &apos;{label}&apos;</source>
        <translation>„{label}“ hinzufügen</translation>
    </message>
    <message>
        <source>Remove &apos;{label}&apos;</source>
        <translation>„{label}“ entfernen</translation>
    </message>
    <message>
        <source>Make {count} layers of &apos;{label}&apos;</source>
        <translation>Aus „{label}“ {count} Ebenen machen</translation>
    </message>
    <message>
        <source>Restore the first choice for &apos;{label}&apos; {frames}</source>
        <translation>Ersten Vorschlag für „{label}“ {frames} wiederherstellen</translation>
    </message>
    <message>
        <source>on {count} frames</source>
        <translation>auf {count} Bildern</translation>
    </message>
    <message>
        <source>Remove corrections of &apos;{label}&apos; {frames}</source>
        <translation>Korrekturen von „{label}“ {frames} entfernen</translation>
    </message>
    <message>
        <source>Choose from the categories of &apos;{source}&apos;</source>
        <translation>Aus den Kategorien von „{source}“ wählen</translation>
    </message>
    <message>
        <source>Remove {count} sentences</source>
        <translation>{count} Sätze entfernen</translation>
    </message>
    <message>
        <source>Choose from the usual categories</source>
        <translation>Aus den üblichen Kategorien wählen</translation>
    </message>
    <message>
        <source>There is no object {number} in this video.</source>
        <translation>In diesem Video gibt es kein Objekt {number}.</translation>
    </message>
    <message>
        <source>Type numbers of the table, such as 1, 3.</source>
        <translation>Geben Sie Nummern der Tabelle ein, etwa 1, 3.</translation>
    </message>
    <message>
        <source>If these are your videos, allow it with: --videos &apos;{folder}&apos;</source>
        <translation>Wenn das Ihre Videos sind, erlauben Sie es mit: --videos &apos;{folder}&apos;</translation>
    </message>
    <message>
        <source>The split &apos;{split}&apos; of {name} has no sentences.</source>
        <translation>Der Teil „{split}“ von {name} hat keine Sätze.</translation>
    </message>
    <message>
        <source>Choose another split: {splits}.</source>
        <translation>Wählen Sie einen anderen Teil: {splits}.</translation>
    </message>
    <message>
        <source>Every frame that is scored needs its mask.</source>
        <translation>Jedes Bild, das gewertet wird, braucht seine Maske.</translation>
    </message>
    <message>
        <source>It has to be COCO&apos;s list of results.</source>
        <translation>Es muss COCOs Liste von Ergebnissen sein.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is not empty, and no evaluation is in it.</source>
        <translation>„{folder}“ ist nicht leer, und es ist keine Messung darin.</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder.</source>
        <translation>Wählen Sie einen neuen oder leeren Ordner.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; has the answers of another model, dataset or protocol.</source>
        <translation>„{folder}“ hat die Antworten eines anderen Modells, Datensatzes oder Verfahrens.</translation>
    </message>
    <message>
        <source>Choose another folder, or repeat the command as it was given.</source>
        <translation>Wählen Sie einen anderen Ordner, oder wiederholen Sie den Befehl, wie er gegeben wurde.</translation>
    </message>
    <message>
        <source>what answers there is not Ray</source>
        <translation>was dort antwortet, ist nicht Ray</translation>
    </message>
    <message>
        <source>nothing answers there</source>
        <translation>dort antwortet nichts</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is empty: there is no project in it.</source>
        <translation>„{path}“ ist leer: es enthält kein Projekt.</translation>
    </message>
    <message>
        <source>Take a copy of it, if you have one, or open the video and save a new project.</source>
        <translation>Nehmen Sie eine Kopie davon, falls Sie eine haben, oder öffnen Sie das Video und speichern Sie ein neues Projekt.</translation>
    </message>
    <message>
        <source>There is a model &apos;{name}&apos; already.</source>
        <translation>Ein Modell „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name, or remove that model first.</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie erst dieses Modell.</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Beschriftungen</translation>
    </message>
    <message>
        <source>Two are needed at least: what a model learned is measured on videos that it did not learn from. Mark masks as right, or correct some, in another video.</source>
        <translation>Mindestens zwei sind nötig: Was ein Modell gelernt hat, wird auf Videos gemessen, von denen es nicht gelernt hat. Markieren Sie Masken eines weiteren Videos als richtig, oder korrigieren Sie einige.</translation>
    </message>
    <message>
        <source>Only one video has accepted labels.</source>
        <translation>Nur ein Video hat angenommene Beschriftungen.</translation>
    </message>
    <message>
        <source>No video has accepted labels.</source>
        <translation>Kein Video hat angenommene Beschriftungen.</translation>
    </message>
    <message>
        <source>There is no network &apos;{system}&apos; to train.</source>
        <translation>Es gibt kein Netz „{system}“, das trainiert werden kann.</translation>
    </message>
    <message>
        <source>These can be trained: {names}.</source>
        <translation>Diese können trainiert werden: {names}.</translation>
    </message>
    <message>
        <source>batch.together is for the network &apos;{system}&apos; alone.</source>
        <translation>batch.together ist nur für das Netz „{system}“.</translation>
    </message>
    <message>
        <source>Leave it out, or take that network and one clip at once.</source>
        <translation>Lassen Sie es weg, oder nehmen Sie dieses Netz und einen Clip auf einmal.</translation>
    </message>
    <message>
        <source>{system} has no variant &apos;{variant}&apos;.</source>
        <translation>{system} hat keine Variante „{variant}“.</translation>
    </message>
    <message>
        <source>These are known: {names}.</source>
        <translation>Diese sind bekannt: {names}.</translation>
    </message>
    <message>
        <source>RoBERTa&apos;s tokenizer is not on this computer.</source>
        <translation>Der Tokenizer von RoBERTa ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Get it with `soc-studio models fetch roberta-base`, or name its folder in the recipe as begin.tokenizer.</source>
        <translation>Holen Sie ihn mit `soc-studio models fetch roberta-base`, oder nennen Sie seinen Ordner im Rezept als begin.tokenizer.</translation>
    </message>
    <message>
        <source>The tokenizer knows {count} word pieces, and the network of &apos;{name}&apos; only {most}.</source>
        <translation>Der Tokenizer kennt {count} Wortstücke, und das Netz von „{name}“ nur {most}.</translation>
    </message>
    <message>
        <source>Take the tokenizer that belongs to the network.</source>
        <translation>Nehmen Sie den Tokenizer, der zum Netz gehört.</translation>
    </message>
    <message>
        <source>The recipe needs &apos;{name}&apos;, which is not there.</source>
        <translation>Das Rezept braucht „{name}“, das nicht da ist.</translation>
    </message>
    <message>
        <source>Say where it is: `--use {name}=PATH`.</source>
        <translation>Sagen Sie, wo es ist: `--use {name}=PATH`.</translation>
    </message>
    <message>
        <source>The numbers of &apos;{name}&apos; make no network: {reason}.</source>
        <translation>Die Zahlen von „{name}“ ergeben kein Netz: {reason}.</translation>
    </message>
    <message>
        <source>Change them, or take those of a variant.</source>
        <translation>Ändern Sie sie, oder nehmen Sie die einer Variante.</translation>
    </message>
    <message>
        <source>&apos;{key}&apos; is no number of a network.</source>
        <translation>„{key}“ ist keine Zahl eines Netzes.</translation>
    </message>
    <message>
        <source>Expressions whose object no frame shows are left out: {count}.</source>
        <translation>Ausdrücke, deren Objekt kein Bild zeigt, werden ausgelassen: {count}.</translation>
    </message>
    <message>
        <source>There is no recipe &apos;{name}&apos;.</source>
        <translation>Es gibt kein Rezept „{name}“.</translation>
    </message>
    <message>
        <source>Give the path of a TOML file, or one of these names: {names}.</source>
        <translation>Geben Sie den Pfad einer TOML-Datei an, oder einen dieser Namen: {names}.</translation>
    </message>
    <message>
        <source>The recipe &apos;{name}&apos; says &apos;{key}&apos;, which means nothing.</source>
        <translation>Das Rezept „{name}“ sagt „{key}“, was nichts bedeutet.</translation>
    </message>
    <message>
        <source>Look for the word in the documentation of training.</source>
        <translation>Suchen Sie das Wort in der Dokumentation des Trainings.</translation>
    </message>
    <message>
        <source>The recipe &apos;{name}&apos; names no data to learn from.</source>
        <translation>Das Rezept „{name}“ nennt keine Daten, von denen gelernt wird.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is no TOML: {reason}.</source>
        <translation>„{path}“ ist kein TOML: {reason}.</translation>
    </message>
    <message>
        <source>The recipe &apos;{name}&apos; cannot be used: {reason}.</source>
        <translation>Das Rezept „{name}“ kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
        <source>The recipe &apos;{name}&apos; says {number} for &apos;{key}&apos;: it has to be 1 or more.</source>
        <translation>Das Rezept „{name}“ sagt {number} für „{key}“: Es muss 1 oder mehr sein.</translation>
    </message>
    <message>
        <source>TensorBoard is not installed: its curves are left out, the log has the numbers. `pip install &apos;soc-studio[train]&apos;` installs it.</source>
        <translation>TensorBoard ist nicht installiert: Seine Kurven entfallen, das Protokoll hat die Zahlen. `pip install &apos;soc-studio[train]&apos;` installiert es.</translation>
    </message>
    <message>
        <source>A step of {step} clips cannot be shared by {processes} processes that take {clips} at once.</source>
        <translation>Ein Schritt von {step} Clips lässt sich nicht auf {processes} Prozesse verteilen, die je {clips} auf einmal nehmen.</translation>
    </message>
    <message>
        <source>Change batch.step or batch.clips in the recipe, or the number of processes.</source>
        <translation>Ändern Sie batch.step oder batch.clips im Rezept, oder die Zahl der Prozesse.</translation>
    </message>
    <message>
        <source>Nothing is measured after an epoch: no data is named for it.</source>
        <translation>Nach einer Epoche wird nichts gemessen: Dafür sind keine Daten genannt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written: {reason}.</source>
        <translation>„{path}“ kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not there: nothing is measured on it. Say where it is with `--use {name}=PATH`.</source>
        <translation>„{name}“ ist nicht da: Darauf wird nichts gemessen. Sagen Sie mit `--use {name}=PATH`, wo es ist.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is a dataset.</source>
        <translation>„{name}“ ist ein Datensatz.</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} Ebenen</translation>
    </message>
    <message>
        <source>on frames {first} to {last}</source>
        <translation>auf den Bildern {first} bis {last}</translation>
    </message>
    <message>
        <source>Add {count} layers</source>
        <translation>{count} Ebenen hinzufügen</translation>
    </message>
    <message>
        <source>Import masks from &apos;{source}&apos;</source>
        <translation>Masken aus „{source}“ importieren</translation>
    </message>
    <message>
        <source>Rename &apos;{label}&apos; to &apos;{now}&apos;</source>
        <translation>„{label}“ in „{now}“ umbenennen</translation>
    </message>
    <message>
        <source>Set category of {layers}</source>
        <translation>Kategorie setzen: {layers}</translation>
    </message>
    <message>
        <source>Search for &apos;{now}&apos; instead of &apos;{was}&apos;</source>
        <translation>Nach „{now}“ statt „{was}“ suchen</translation>
    </message>
    <message>
        <source>Move &apos;{label}&apos; up</source>
        <translation>„{label}“ nach oben</translation>
    </message>
    <message>
        <source>Hide &apos;{label}&apos;</source>
        <translation>„{label}“ ausblenden</translation>
    </message>
    <message>
        <source>Unlock &apos;{label}&apos;</source>
        <translation>„{label}“ entsperren</translation>
    </message>
    <message>
        <source>Set colour of &apos;{label}&apos;</source>
        <translation>Farbe von „{label}“ setzen</translation>
    </message>
    <message>
        <source>on frame {frame}</source>
        <translation>auf Bild {frame}</translation>
    </message>
    <message>
        <source>Correct &apos;{label}&apos; {frames}</source>
        <translation>„{label}“ {frames} korrigieren</translation>
    </message>
    <message>
        <source>Remove review of &apos;{label}&apos; {frames}</source>
        <translation>Prüfung von „{label}“ {frames} entfernen</translation>
    </message>
    <message>
        <source>Show the model&apos;s own answer for &apos;{label}&apos;</source>
        <translation>Für „{label}“ die Antwort des Modells selbst zeigen</translation>
    </message>
    <message>
        <source>matte</source>
        <translation>Matte</translation>
    </message>
    <message>
        <source>Set {settings} of {layers}</source>
        <translation>{settings} setzen: {layers}</translation>
    </message>
    <message>
        <source>Work on frames {first} to {last}</source>
        <translation>Mit den Bildern {first} bis {last} arbeiten</translation>
    </message>
    <message>
        <source>on all frames</source>
        <translation>auf allen Bildern</translation>
    </message>
    <message>
        <source>Move &apos;{label}&apos; down</source>
        <translation>„{label}“ nach unten</translation>
    </message>
    <message>
        <source>Duplicate &apos;{label}&apos;</source>
        <translation>„{label}“ duplizieren</translation>
    </message>
    <message>
        <source>Show &apos;{label}&apos;</source>
        <translation>„{label}“ einblenden</translation>
    </message>
    <message>
        <source>Lock &apos;{label}&apos;</source>
        <translation>„{label}“ sperren</translation>
    </message>
    <message>
        <source>The parts of a colour must be between 0 and 255.</source>
        <translation>Die Anteile einer Farbe müssen zwischen 0 und 255 liegen.</translation>
    </message>
    <message>
        <source>Pick another object for &apos;{label}&apos; {frames}</source>
        <translation>Anderes Objekt für „{label}“ {frames} wählen</translation>
    </message>
    <message>
        <source>Show &apos;{label}&apos; steadied</source>
        <translation>„{label}“ beruhigt zeigen</translation>
    </message>
    <message>
        <source>Set in point to frame {frame}</source>
        <translation>In-Punkt auf Bild {frame} setzen</translation>
    </message>
    <message>
        <source>Set out point after frame {frame}</source>
        <translation>Out-Punkt hinter Bild {frame} setzen</translation>
    </message>
    <message>
        <source>An edge band can have {most} pixels at most.</source>
        <translation>Ein Kantenband kann höchstens {most} Pixel haben.</translation>
    </message>
    <message>
        <source>The softness of an edge band is between 0 and 100 percent.</source>
        <translation>Die Weichheit eines Kantenbands liegt zwischen 0 und 100 Prozent.</translation>
    </message>
    <message>
        <source>This video is no longer part of the project.</source>
        <translation>Dieses Video gehört nicht mehr zum Projekt.</translation>
    </message>
    <message>
        <source>This layer is no longer part of the project.</source>
        <translation>Diese Ebene gehört nicht mehr zum Projekt.</translation>
    </message>
    <message>
        <source>A sentence needs at least one word.</source>
        <translation>Ein Satz braucht mindestens ein Wort.</translation>
    </message>
    <message>
        <source>The text is longer than {most} characters.</source>
        <translation>Der Text ist länger als {most} Zeichen.</translation>
    </message>
    <message>
        <source>The text contains invalid characters.</source>
        <translation>Der Text enthält ungültige Zeichen.</translation>
    </message>
    <message>
        <source>Type it again.</source>
        <translation>Geben Sie ihn neu ein.</translation>
    </message>
    <message>
        <source>A threshold must be between 0 and 1, not {threshold}.</source>
        <translation>Eine Schwelle muss zwischen 0 und 1 liegen, nicht {threshold}.</translation>
    </message>
    <message>
        <source>The edge can be moved and feathered by 1000 pixels at most.</source>
        <translation>Die Kante lässt sich um höchstens 1000 Pixel verschieben und weichzeichnen.</translation>
    </message>
    <message>
        <source>Holes and specks must have between 0 and {most} pixels.</source>
        <translation>Löcher und Flecken müssen zwischen 0 und {most} Pixel haben.</translation>
    </message>
    <message>
        <source>Masks can be smoothed over {most} frames on either side at most.</source>
        <translation>Masken lassen sich über höchstens {most} Bilder auf jeder Seite glätten.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is too large, at {width} x {height} pixels.</source>
        <translation>„{video}“ ist mit {width} x {height} Pixeln zu groß.</translation>
    </message>
    <message>
        <source>Scale the video down first.</source>
        <translation>Verkleinern Sie das Video zuerst.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has too many frames.</source>
        <translation>„{video}“ hat zu viele Bilder.</translation>
    </message>
    <message>
        <source>Cut it into parts first.</source>
        <translation>Schneiden Sie es zuerst in Teile.</translation>
    </message>
    <message>
        <source>The out point must come after the in point, and both must be within the video.</source>
        <translation>Der Out-Punkt muss nach dem In-Punkt liegen, beide innerhalb des Videos.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is another video: its size or number of frames differs.</source>
        <translation>„{video}“ ist ein anderes Video: Größe oder Bildanzahl weicht ab.</translation>
    </message>
    <message>
        <source>{file} carries a configuration that is not of a network we know.</source>
        <translation>Die Konfiguration in {file} gehört zu keinem bekannten Netz.</translation>
    </message>
    <message>
        <source>{file} holds a Video Swin backbone of {channels} channels and {depth} blocks in its third stage, which no published {system} network has.</source>
        <translation>{file} enthält einen Video-Swin-Backbone mit {channels} Kanälen und {depth} Blöcken in der dritten Stufe. Kein veröffentlichtes {system}-Netz ist so gebaut.</translation>
    </message>
    <message>
        <source>{file} holds a tracker, which cannot read sentences.</source>
        <translation>{file} enthält einen Tracker; der kann keine Sätze lesen.</translation>
    </message>
    <message>
        <source>{file} carries a tokenizer that is not of {network}.</source>
        <translation>Der Tokenizer in {file} gehört nicht zu {network}.</translation>
    </message>
    <message>
        <source>{file} holds no {system} network that was published.</source>
        <translation>{file} enthält kein veröffentlichtes {system}-Netz.</translation>
    </message>
    <message>
        <source>{file} does not hold a {system} network with a Video Swin backbone: {name} is missing.</source>
        <translation>{file} enthält kein {system}-Netz mit Video-Swin-Backbone: {name} fehlt.</translation>
    </message>
    <message>
        <source>{file}: its table of words is damaged. Fetch it again.</source>
        <translation>Die Worttabelle in {file} ist beschädigt. Laden Sie die Datei erneut herunter.</translation>
    </message>
    <message>
        <source>{file} is damaged: fetch it again.</source>
        <translation>{file} ist beschädigt. Laden Sie die Datei erneut herunter.</translation>
    </message>
    <message>
        <source>{file}: {name} and {twin} differ, but are one tensor.</source>
        <translation>{file}: {name} und {twin} unterscheiden sich, müssten aber derselbe Tensor sein.</translation>
    </message>
    <message>
        <source>{file}: {name} is not the index this network uses.</source>
        <translation>{file}: {name} ist nicht der Index, den dieses Netz verwendet.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>{path} has format version {version}; this program reads version {known}.</source>
        <translation>{path} hat die Formatversion {version}; dieses Programm liest Version {known}.</translation>
    </message>
    <message>
        <source>{path} names a clip twice.</source>
        <translation>{path} nennt einen Clip zweimal.</translation>
    </message>
    <message>
        <source>{place}: &apos;fps&apos; is not a frame rate.</source>
        <translation>{place}: „fps“ ist keine Bildrate.</translation>
    </message>
    <message>
        <source>{place}: &apos;id&apos; is {value}, but masks hold 255 at most.</source>
        <translation>{place}: „id“ ist {value}, Masken fassen aber höchstens 255.</translation>
    </message>
    <message>
        <source>{place}: &apos;{name}&apos; leads out of {folder}.</source>
        <translation>{place}: „{name}“ führt aus {folder} hinaus.</translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}. Choose a folder of clips that holds a {manifest}.</source>
        <translation>{path} konnte nicht gelesen werden: {reason}. Wählen Sie einen Ordner mit Clips, der eine {manifest} enthält.</translation>
    </message>
    <message>
        <source>{place}: &apos;{name}&apos; is missing or not {kind}.</source>
        <translation>{place}: „{name}“ fehlt oder ist nicht {kind}.</translation>
    </message>
    <message>
        <source>{place}: &apos;{name}&apos; is {value}, but must be positive.</source>
        <translation>{place}: „{name}“ ist {value}, muss aber größer als null sein.</translation>
    </message>
    <message>
        <source>{place}: &apos;{name}&apos; is no place in a folder.</source>
        <translation>{place}: „{name}“ ist kein Pfad in einem Ordner.</translation>
    </message>
    <message>
        <source>{path} could not be read as a picture: {reason}.</source>
        <translation>{path} konnte nicht als Bild gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>{path} is missing.</source>
        <translation>{path} fehlt.</translation>
    </message>
    <message>
        <source>{path} is not a mask: it has colours, not object values.</source>
        <translation>{path} ist keine Maske: Das Bild enthält Farben statt Objektnummern.</translation>
    </message>
    <message>
        <source>{path} is {width}x{height}, but the manifest says {said_width}x{said_height}.</source>
        <translation>{path} ist {width}x{height} groß, laut Manifest aber {said_width}x{said_height}.</translation>
    </message>
    <message>
        <source>This machine has no device &apos;{name}&apos; for torch. It has: {usable}.</source>
        <translation>Dieser Rechner hat für Torch kein Gerät „{name}“. Vorhanden: {usable}.</translation>
    </message>
    <message>
        <source>The sentence &apos;{start}…&apos; is too long: {network} reads at most {most} words or parts of words.</source>
        <translation>Der Satz „{start}…“ ist zu lang: {network} liest höchstens {most} Wörter oder Wortteile.</translation>
    </message>
    <message>
        <source>The tokenizer is not of {network}: it knows more words.</source>
        <translation>Der Tokenizer gehört nicht zu {network}: Er kennt mehr Wörter.</translation>
    </message>
    <message>
        <source>{network} cannot see frames of {width} x {height} pixels: it needs {least} or more to a side.</source>
        <translation>{network} kann Bilder mit {width} x {height} Pixeln nicht verarbeiten: Jede Seite muss mindestens {least} Pixel lang sein.</translation>
    </message>
    <message>
        <source>One window does not fit the memory of the device. Close other programs that use it, or choose the device cpu.</source>
        <translation>Ein einziges Fenster passt nicht in den Speicher des Geräts. Schließen Sie andere Programme, die ihn belegen, oder wählen Sie als Gerät den Prozessor (cpu).</translation>
    </message>
    <message>
        <source>The word table of this model file is damaged. Fetch the model again.</source>
        <translation>Die Worttabelle dieser Modelldatei ist beschädigt. Laden Sie das Modell erneut herunter.</translation>
    </message>
    <message>
        <source>{file} is missing or damaged. Install the program again.</source>
        <translation>{file} fehlt oder ist beschädigt. Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>another language</source>
        <translation>einer anderen Sprache</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the model was not taught to compare like this, and may take another one.</source>
        <translation>„{words}“: Solche Vergleiche hat das Modell nicht gelernt; es wählt vielleicht ein anderes Objekt.</translation>
    </message>
    <message>
        <source>This looks like {language}; the model knows English only.</source>
        <translation>Das sieht nach {language} aus; das Modell versteht nur Englisch.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; asks for {count} objects; the model follows the likeliest one. The others may be among its candidates.</source>
        <translation>„{words}“ verlangt {count} Objekte; das Modell verfolgt das wahrscheinlichste. Die anderen sind vielleicht unter den Kandidaten.</translation>
    </message>
    <message>
        <source>{first} or {other}</source>
        <translation>{first} oder {other}</translation>
    </message>
    <message>
        <source>Did you mean &quot;{suggestion}&quot;?</source>
        <translation>Meinten Sie „{suggestion}“?</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; asks for several objects; the model follows the likeliest one. The others may be among its candidates.</source>
        <translation>„{words}“ verlangt mehrere Objekte; das Modell verfolgt das wahrscheinlichste. Die anderen sind vielleicht unter den Kandidaten.</translation>
    </message>
    <message>
        <source>&quot;{word}&quot;</source>
        <translation>„{word}“</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; is not a word the model knows. Did you mean {suggestions}?</source>
        <translation>„{words}“ kennt das Modell nicht. Meinten Sie {suggestions}?</translation>
    </message>
    <message>
        <source>&quot;{words}&quot; is not a word the model knows: it may have no effect.</source>
        <translation>„{words}“ kennt das Modell nicht; das Wort hat vielleicht keine Wirkung.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the negation has no effect. The model reads these words as if they were wanted; leave them out, or say what the object is like.</source>
        <translation>„{words}“: Die Verneinung hat keine Wirkung. Das Modell liest diese Wörter, als wären sie gewünscht; lassen Sie sie weg, oder beschreiben Sie, wie das Objekt aussieht.</translation>
    </message>
    <message>
        <source>&quot;{words}&quot;: the model judges that by eye; check that it is the right one.</source>
        <translation>„{words}“: Das schätzt das Modell nach Augenmaß; prüfen Sie, ob es das richtige Objekt ist.</translation>
    </message>
    <message>
        <source>The threshold {threshold} is no score: give 0 to 1.</source>
        <translation>Die Schwelle {threshold} ist kein möglicher Wert: Geben Sie 0 bis 1 an.</translation>
    </message>
    <message>
        <source>The stride {stride} is no number of frames: give 1 or more.</source>
        <translation>Die Schrittweite {stride} ist keine Anzahl von Bildern: Geben Sie mindestens 1 an.</translation>
    </message>
    <message>
        <source>There is no file &apos;{path}&apos;.</source>
        <translation>Die Datei „{path}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>An expression is a sentence, not of the type {type}.</source>
        <translation>Ein Ausdruck ist ein Satz, kein Wert vom Typ {type}.</translation>
    </message>
    <message>
        <source>A sentence is empty: say what to find, such as &quot;the dog&quot;.</source>
        <translation>Ein Satz ist leer: Sagen Sie, was gefunden werden soll, zum Beispiel „the dog“.</translation>
    </message>
    <message>
        <source>soc_studio.core.media.video_reader.open_video(path) reads it.</source>
        <translation>soc_studio.core.media.video_reader.open_video(path) liest so etwas.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; holds no pictures. They end in {endings}.</source>
        <translation>Der Ordner „{folder}“ enthält keine Bilder. Ihre Namen enden auf {endings}.</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; holds pictures of several kinds ({kinds}): keep frames in one folder and masks in another.</source>
        <translation>Der Ordner „{folder}“ enthält Bilder verschiedener Art ({kinds}): Legen Sie die Bilder des Videos in einen Ordner und die Masken in einen anderen.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; is a file, not a folder of pictures. A video?</source>
        <translation>„{folder}“ ist eine Datei, kein Ordner mit Bildern. Ein Video?</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; cannot be read: {reason}.</source>
        <translation>Der Ordner „{folder}“ lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; could not be read as a picture: {reason}.</source>
        <translation>„{file}“ konnte nicht als Bild gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; is {width} x {height} pixels, but the first picture is {first_width} x {first_height}. Keep pictures of one size in the folder.</source>
        <translation>„{file}“ ist {width} x {height} Pixel groß, das erste Bild aber {first_width} x {first_height}. Legen Sie nur Bilder gleicher Größe in den Ordner.</translation>
    </message>
    <message>
        <source>&apos;{file}&apos; has more than 8 bits a channel.</source>
        <translation>„{file}“ hat mehr als 8 Bit je Kanal.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The model &apos;{name}&apos; is not on this computer yet: `soc-studio models fetch {name}` gets it. Models that are here: {here}.</source>
        <translation>Das Modell „{name}“ ist noch nicht auf diesem Rechner: `soc-studio models fetch {name}` lädt es. Vorhandene Modelle: {here}.</translation>
    </message>
    <message>
        <source>There is no model &apos;{name}&apos;, and no file of that name. Models that are here: {here}.</source>
        <translation>Es gibt kein Modell „{name}“ und keine Datei dieses Namens. Vorhandene Modelle: {here}.</translation>
    </message>
    <message>
        <source>`soc-studio models fetch` gets: {others}.</source>
        <translation>`soc-studio models fetch` lädt: {others}.</translation>
    </message>
    <message>
        <source>{file} does not hold a tracker that we know, or is damaged.</source>
        <translation>{file} enthält keinen bekannten Tracker oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{file} does not hold a tracker.</source>
        <translation>{file} enthält keinen Tracker.</translation>
    </message>
    <message>
        <source>{file} could not be read.</source>
        <translation>{file} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{system} needs the package {package}: install it with `pip install {package}`.</source>
        <translation>{system} braucht das Paket {package}: Installieren Sie es mit `pip install {package}`.</translation>
    </message>
    <message>
        <source>Frames are RGB, uint8 [T, H, W, 3], from 0 to 255</source>
        <translation>Bilder sind RGB, uint8 [T, H, W, 3], von 0 bis 255</translation>
    </message>
    <message>
        <source>{expected}, or a FrameSource, or the path of a folder of pictures; this is of the type {type}.</source>
        <translation>{expected}, oder eine FrameSource, oder der Pfad eines Ordners mit Bildern; dieser Wert ist vom Typ {type}.</translation>
    </message>
    <message>
        <source>{rate} is no frame rate: give frames a second, more than 0.</source>
        <translation>{rate} ist keine Bildrate: Geben Sie Bilder je Sekunde an, mehr als 0.</translation>
    </message>
    <message>
        <source>{expected}; these are [{sides}], channels first: use .{turn}.</source>
        <translation>{expected}; diese sind [{sides}], mit den Kanälen vorn: Verwenden Sie .{turn}.</translation>
    </message>
    <message>
        <source>{expected}; these are [{sides}].</source>
        <translation>{expected}; diese sind [{sides}].</translation>
    </message>
    <message>
        <source>{expected}; these are {type}.</source>
        <translation>{expected}; diese sind {type}.</translation>
    </message>
    <message>
        <source>These are no frames, but [{sides}].</source>
        <translation>Das sind keine Bilder, sondern [{sides}].</translation>
    </message>
    <message>
        <source>The video has no frames.</source>
        <translation>Das Video hat keine Bilder.</translation>
    </message>
    <message>
        <source>Put vocab.json and merges.txt (or tokenizer.json) of roberta-base into the folder of the checkpoint, or name the folder that holds them with --tokenizer.</source>
        <translation>Legen Sie vocab.json und merges.txt (oder tokenizer.json) von roberta-base in den Ordner des Checkpoints, oder nennen Sie deren Ordner mit --tokenizer.</translation>
    </message>
    <message>
        <source>{file} carries a tokenizer that cannot be read.</source>
        <translation>Der Tokenizer in {file} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The tokenizer in {folder} could not be read.</source>
        <translation>Der Tokenizer in {folder} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The tokenizer in {folder} is not RoBERTa&apos;s.</source>
        <translation>Der Tokenizer in {folder} ist nicht der von RoBERTa.</translation>
    </message>
    <message>
        <source>{first} and {other} are not a tokenizer.</source>
        <translation>{first} und {other} sind kein Tokenizer.</translation>
    </message>
    <message>
        <source>A published checkpoint has no tokenizer inside.</source>
        <translation>Ein veröffentlichter Checkpoint enthält keinen Tokenizer.</translation>
    </message>
    <message>
        <source>{file} holds no tracker of ours.</source>
        <translation>{file} enthält keinen Tracker dieses Programms.</translation>
    </message>
    <message>
        <source>Give the mask of an object on at least one frame.</source>
        <translation>Geben Sie die Maske eines Objekts auf mindestens einem Bild an.</translation>
    </message>
    <message>
        <source>The video has no frame {number}.</source>
        <translation>Das Video hat kein Bild {number}.</translation>
    </message>
    <message>
        <source>The mask of frame {number} has another size than the frames.</source>
        <translation>Die Maske von Bild {number} hat eine andere Größe als die Bilder.</translation>
    </message>
    <message>
        <source>{file} has no table of words that can be read.</source>
        <translation>{file} enthält keine lesbare Worttabelle.</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <translation>{names} und {more} weitere</translation>
    </message>
    <message>
        <source>a single number</source>
        <translation>eine einzelne Zahl</translation>
    </message>
    <message>
        <source>lacks what {network} needs</source>
        <translation>enthält nicht alles, was {network} braucht</translation>
    </message>
    <message>
        <source>holds what {network} has no place for</source>
        <translation>enthält, wofür {network} keinen Platz hat</translation>
    </message>
    <message>
        <source>has weights of the wrong shape</source>
        <translation>hat Gewichte der falschen Form</translation>
    </message>
    <message>
        <source>has weights that are not finite numbers</source>
        <translation>hat Gewichte, die keine endlichen Zahlen sind</translation>
    </message>
    <message>
        <source>{name} is {shape}, not {expected}</source>
        <translation>{name} ist {shape} statt {expected}</translation>
    </message>
    <message>
        <source>{file} does not hold the weights of a network, or is damaged.</source>
        <translation>{file} enthält keine Gewichte eines Netzes oder ist beschädigt.</translation>
    </message>
    <message>
        <source>{file} is empty: it holds no weights.</source>
        <translation>{file} ist leer und enthält keine Gewichte.</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>sie lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>{file} could not be read: {reason}.</source>
        <translation>{file} konnte nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>{file} is damaged or cut short: fetch it again.</source>
        <translation>{file} ist beschädigt oder unvollständig. Laden Sie die Datei erneut herunter.</translation>
    </message>
    <message>
        <source>{file} does not fit the memory: close other programs.</source>
        <translation>{file} passt nicht in den Speicher. Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{file} was not opened: it asks to run code, which weights never need. Do not use this file.</source>
        <translation>{file} wurde nicht geöffnet: Die Datei will Code ausführen, was Gewichte nie brauchen. Verwenden Sie diese Datei nicht.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has a high dynamic range ({tone}), which this format cannot say.</source>
        <translation>„{video}“ hat einen hohen Dynamikumfang ({tone}), den dieses Format nicht angeben kann.</translation>
    </message>
    <message>
        <source>Choose PNG or EXR pictures, or a cut-out as ProRes 4444 or FFV1.</source>
        <translation>Wählen Sie PNG- oder EXR-Bilder oder einen Freisteller als ProRes 4444 oder FFV1.</translation>
    </message>
    <message>
        <source>PNG pictures are straight: the format knows no other opacity.</source>
        <translation>PNG-Bilder sind nicht vormultipliziert: Das Format kennt keine andere Deckkraft.</translation>
    </message>
    <message>
        <source>{formats}: colours have {bits} bits, those of the video {own}.</source>
        <translation>{formats}: Farben haben {bits} Bit, die des Videos {own}.</translation>
    </message>
    <message>
        <source>The video says for which display it was mastered (HDR10): &apos;{ending}&apos; does not say so.</source>
        <translation>Das Video gibt an, für welchen Bildschirm es gemastert wurde (HDR10): „{ending}“ gibt es nicht an.</translation>
    </message>
    <message>
        <source>A transparent TIFF of 16 bits for every frame, in a folder for each layer.</source>
        <translation>Ein durchsichtiges TIFF mit 16 Bit für jedes Bild, in einem Ordner für jede Ebene.</translation>
    </message>
    <message>
        <source>The same cut-outs, for programs and deliveries that ask for XQ.</source>
        <translation>Dieselben freigestellten Videos, für Programme und Lieferungen, die XQ verlangen.</translation>
    </message>
    <message>
        <source>Carry &apos;{label}&apos; from frame {frame} to {count} frames</source>
        <translation>„{label}“ von Bild {frame} auf {count} Bilder übertragen</translation>
    </message>
    <message>
        <source>Carry &apos;{label}&apos; from frame {frame} to 1 frame</source>
        <translation>„{label}“ von Bild {frame} auf 1 Bild übertragen</translation>
    </message>
    <message>
        <source>Mark &apos;{label}&apos; as not here {frames}</source>
        <translation>„{label}“ {frames} als nicht da markieren</translation>
    </message>
    <message>
        <source>Make &apos;{other}&apos; the same object as &apos;{label}&apos;</source>
        <translation>„{other}“ zu demselben Objekt wie „{label}“ machen</translation>
    </message>
    <message>
        <source>Add the sentence &apos;{text}&apos;</source>
        <translation>Satz „{text}“ hinzufügen</translation>
    </message>
    <message>
        <source>Remove the sentence &apos;{text}&apos;</source>
        <translation>Satz „{text}“ entfernen</translation>
    </message>
    <message>
        <source>Take back &apos;no such object&apos; of {layers}</source>
        <translation>„Kein solches Objekt“ zurücknehmen: {layers}</translation>
    </message>
    <message>
        <source>Reword &apos;{was}&apos; to &apos;{now}&apos;</source>
        <translation>„{was}“ in „{now}“ umformulieren</translation>
    </message>
    <message>
        <source>Set the objects of &apos;{text}&apos;</source>
        <translation>Objekte von „{text}“ setzen</translation>
    </message>
    <message>
        <source>Note at {layers}</source>
        <translation>Notiz zu {layers}</translation>
    </message>
    <message>
        <source>Mark {layers} as no such object</source>
        <translation>„Kein solches Objekt“: {layers}</translation>
    </message>
    <message>
        <source>Two layers of one video can be the same object.</source>
        <translation>Zwei Ebenen eines Videos können dasselbe Objekt sein.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <translation>Wählen Sie eine andere Ebene.</translation>
    </message>
    <message>
        <source>There is no such object as &apos;{label}&apos;.</source>
        <translation>Es gibt kein solches Objekt wie „{label}“.</translation>
    </message>
    <message>
        <source>Take that back first, or choose another layer.</source>
        <translation>Nehmen Sie das erst zurück, oder wählen Sie eine andere Ebene.</translation>
    </message>
    <message>
        <source>Make {count} layers the same object as &apos;{label}&apos;</source>
        <translation>{count} Ebenen zu demselben Objekt wie „{label}“ machen</translation>
    </message>
    <message>
        <source>Mark &apos;{label}&apos; as right {frames}</source>
        <translation>„{label}“ {frames} als richtig markieren</translation>
    </message>
    <message>
        <source>Mark &apos;{label}&apos; as wrong {frames}</source>
        <translation>„{label}“ {frames} als falsch markieren</translation>
    </message>
    <message>
        <source>Mark {count} layers as right</source>
        <translation>{count} Ebenen als richtig markieren</translation>
    </message>
    <message>
        <source>Mark {count} layers as wrong</source>
        <translation>{count} Ebenen als falsch markieren</translation>
    </message>
    <message>
        <source>Frame {frame} is not corrected.</source>
        <translation>Bild {frame} ist nicht korrigiert.</translation>
    </message>
    <message>
        <source>A note is for frames with a review.</source>
        <translation>Eine Notiz gehört zu Bildern, die geprüft sind.</translation>
    </message>
    <message>
        <source>Mark these frames as right or wrong first.</source>
        <translation>Markieren Sie diese Bilder erst als richtig oder falsch.</translation>
    </message>
    <message>
        <source>The video has no frame {frame}.</source>
        <translation>Das Video hat kein Bild {frame}.</translation>
    </message>
    <message>
        <source>These frames are not in the video.</source>
        <translation>Diese Bilder gibt es im Video nicht.</translation>
    </message>
    <message>
        <source>Computing 1 window at a time: a little slower, with the same results.</source>
        <translation>Jeweils 1 Fenster wird berechnet: etwas langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>Computing {batch} windows at a time: a little slower, with the same results.</source>
        <translation>Jeweils {batch} Fenster werden berechnet: etwas langsamer, mit demselben Ergebnis.</translation>
    </message>
    <message>
        <source>Leave out --whole: in windows, a video of any length takes the same memory.</source>
        <translation>Lassen Sie --whole weg: In Fenstern braucht ein Video jeder Länge gleich viel Speicher.</translation>
    </message>
    <message>
        <source>Use the processor (--device cpu): slower, with more memory.</source>
        <translation>Verwenden Sie den Prozessor (--device cpu): langsamer, mit mehr Speicher.</translation>
    </message>
    <message>
        <source>Use a smaller model, such as --model soc-mini.</source>
        <translation>Verwenden Sie ein kleineres Modell, etwa --model soc-mini.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is open in another program.</source>
        <translation>„{path}“ ist in einem anderen Programm geöffnet.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>no such object</source>
        <translation>kein solches Objekt</translation>
    </message>
    <message>
        <source>frames {first} to {last}</source>
        <translation>Bilder {first} bis {last}</translation>
    </message>
    <message>
        <source>it is there</source>
        <translation>es ist da</translation>
    </message>
    <message>
        <source>{opinion} by {name}</source>
        <translation>{opinion} von {name}</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>carried from frame {frame}</source>
        <translation>von Bild {frame} übertragen</translation>
    </message>
    <message>
        <source>carried there</source>
        <translation>dorthin übertragen</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>nicht hier</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>von Hand korrigiert</translation>
    </message>
    <message>
        <source>another object, picked on frame {frame}</source>
        <translation>ein anderes Objekt, gewählt auf Bild {frame}</translation>
    </message>
    <message>
        <source>right as found</source>
        <translation>richtig, wie gefunden</translation>
    </message>
    <message>
        <source>right as found, says {name}</source>
        <translation>richtig, wie gefunden, sagt {name}</translation>
    </message>
    <message>
        <source>A correction can be carried only up to the next correction.</source>
        <translation>Eine Korrektur lässt sich nur bis zur nächsten Korrektur übertragen.</translation>
    </message>
    <message>
        <source>Add {count} videos</source>
        <translation>{count} Videos hinzufügen</translation>
    </message>
    <message>
        <source>Remove the video &apos;{name}&apos;</source>
        <translation>Video „{name}“ entfernen</translation>
    </message>
    <message>
        <source>There are more than {most} videos in it.</source>
        <translation>Darin sind mehr als {most} Videos.</translation>
    </message>
    <message>
        <source>Add them in smaller parts.</source>
        <translation>Fügen Sie sie in kleineren Teilen hinzu.</translation>
    </message>
    <message>
        <source>Leave the rate out, which is for folders of frames.</source>
        <translation>Lassen Sie die Bildrate weg; sie ist für Ordner von Bildern.</translation>
    </message>
    <message>
        <source>Add rows of &apos;{list}&apos;</source>
        <translation>Zeilen aus „{list}“ hinzufügen</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; has a rate of its own: {rate} frames a second</source>
        <translation>„{video}“ hat eine eigene Bildrate: {rate} Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>there is no frame in its range: &apos;{video}&apos; has {count} frames</source>
        <translation>in ihrem Bereich ist kein Bild: „{video}“ hat {count} Bilder</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not a folder.</source>
        <translation>„{path}“ ist kein Ordner.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is damaged at frame {frame} ({reason}), and cannot be read from there on; what is before is found.</source>
        <translation>„{path}“ ist bei Bild {frame} beschädigt ({reason}) und von dort an nicht lesbar; was davor liegt, ist gefunden.</translation>
    </message>
    <message>
        <source>on {present} of {count} frames</source>
        <translation>auf {present} von {count} Bildern</translation>
    </message>
    <message>
        <source>probably not in this video: the closest thing is on frame {frame}, with a score of {score}</source>
        <translation>wahrscheinlich nicht in diesem Video: am nächsten kommt etwas auf Bild {frame}, mit einem Wert von {score}</translation>
    </message>
    <message>
        <source>it gives the video another rate than line {line} does</source>
        <translation>sie gibt dem Video eine andere Bildrate als Zeile {line}</translation>
    </message>
    <message>
        <source>Say with --videos where videos may be read from.</source>
        <translation>Geben Sie mit --videos an, von wo Videos gelesen werden dürfen.</translation>
    </message>
    <message>
        <source>Say with --videos which folder the videos are in.</source>
        <translation>Geben Sie mit --videos an, in welchem Ordner die Videos sind.</translation>
    </message>
    <message>
        <source>Paths begin in the folder of the list; another one is said with --videos.</source>
        <translation>Pfade beginnen im Ordner der Liste; einen anderen geben Sie mit --videos an.</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is an address</source>
        <translation>„{video}“ ist eine Adresse</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is outside of the folder &apos;{folder}&apos;</source>
        <translation>„{video}“ liegt außerhalb des Ordners „{folder}“</translation>
    </message>
    <message>
        <source>there is no video &apos;{video}&apos;</source>
        <translation>es gibt kein Video „{video}“</translation>
    </message>
    <message>
        <source>The cluster &apos;{address}&apos; has no room for a worker.</source>
        <translation>Im Cluster „{address}“ ist kein Platz für einen Arbeiter.</translation>
    </message>
    <message>
        <source>Each worker takes a GPU, or as many processor cores as --cores says.</source>
        <translation>Jeder Arbeiter braucht eine GPU oder so viele Prozessorkerne, wie --cores sagt.</translation>
    </message>
    <message>
        <source>No machine of the cluster can begin to work: {reason}</source>
        <translation>Kein Rechner des Clusters kann beginnen: {reason}</translation>
    </message>
    <message>
        <source>Install the same version of SOC Studio and the model on all machines.</source>
        <translation>Installieren Sie auf allen Rechnern dieselbe Version von SOC Studio und das Modell.</translation>
    </message>
    <message>
        <source>It has another file of the model &apos;{name}&apos;.</source>
        <translation>Er hat eine andere Datei des Modells „{name}“.</translation>
    </message>
    <message>
        <source>Ray is not installed, which runs a list on many machines.</source>
        <translation>Ray, das eine Liste auf vielen Rechnern ausführt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install it with: pip install &quot;soc-studio[cluster]&quot;</source>
        <translation>Installieren Sie es mit: pip install &quot;soc-studio[cluster]&quot;</translation>
    </message>
    <message>
        <source>The cluster &apos;{address}&apos; cannot be reached: {reason}.</source>
        <translation>Der Cluster „{address}“ ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
        <source>Check the address, and that Ray runs there.</source>
        <translation>Prüfen Sie die Adresse und ob Ray dort läuft.</translation>
    </message>
    <message>
        <source>the search ended with a fault: {reason}.</source>
        <translation>die Suche endete mit einem Fehler: {reason}.</translation>
    </message>
    <message>
        <source>{count} workers were lost in its midst.</source>
        <translation>{count} Arbeiter gingen währenddessen verloren.</translation>
    </message>
    <message>
        <source>Its video may need more memory than the machines have.</source>
        <translation>Sein Video braucht vielleicht mehr Speicher, als die Rechner haben.</translation>
    </message>
    <message>
        <source>{file}, line {line}: {reason}.</source>
        <translation>{file}, Zeile {line}: {reason}.</translation>
    </message>
    <message>
        <source>Choose a CSV or JSON file.</source>
        <translation>Wählen Sie eine CSV- oder JSON-Datei.</translation>
    </message>
    <message>
        <source>Write it again as CSV, texts with commas or line breaks in quotes.</source>
        <translation>Schreiben Sie sie neu als CSV, Texte mit Kommas oder Zeilenumbrüchen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>The first line names the columns: {columns}.</source>
        <translation>Die erste Zeile nennt die Spalten: {columns}.</translation>
    </message>
    <message>
        <source>the column &apos;{column}&apos; is not used</source>
        <translation>die Spalte „{column}“ wird nicht verwendet</translation>
    </message>
    <message>
        <source>it has {count} cells in {columns} columns</source>
        <translation>sie hat {count} Zellen in {columns} Spalten</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has more in it than a list.</source>
        <translation>In „{path}“ steht mehr als eine Liste.</translation>
    </message>
    <message>
        <source>Write a list of objects: [{example}].</source>
        <translation>Schreiben Sie eine Liste von Objekten: [{example}].</translation>
    </message>
    <message>
        <source>it is no table: {reason}</source>
        <translation>sie ist keine Tabelle: {reason}</translation>
    </message>
    <message>
        <source>the column &apos;{column}&apos; is there twice</source>
        <translation>die Spalte „{column}“ ist doppelt da</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is no list of rows.</source>
        <translation>„{path}“ ist keine Liste von Zeilen.</translation>
    </message>
    <message>
        <source>it is no row: an object with a video and an expression</source>
        <translation>sie ist keine Zeile: ein Objekt mit einem Video und einem Satz</translation>
    </message>
    <message>
        <source>there is no column &apos;{column}&apos;</source>
        <translation>es fehlt die Spalte „{column}“</translation>
    </message>
    <message>
        <source>there are more than {most} columns</source>
        <translation>es sind mehr als {most} Spalten</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>sie ist kein gültiges JSON</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not the result of one video.</source>
        <translation>„{path}“ ist nicht das Ergebnis eines Videos.</translation>
    </message>
    <message>
        <source>Remove it and run the list again.</source>
        <translation>Entfernen Sie sie und führen Sie die Liste erneut aus.</translation>
    </message>
    <message>
        <source>it says the same as line {line}, and is left out</source>
        <translation>sie sagt dasselbe wie Zeile {line} und entfällt</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has no row.</source>
        <translation>„{path}“ hat keine Zeile.</translation>
    </message>
    <message>
        <source>Write a line for each expression: video, expression.</source>
        <translation>Schreiben Sie eine Zeile für jeden Satz: video, expression.</translation>
    </message>
    <message>
        <source>Split it into lists with fewer rows.</source>
        <translation>Teilen Sie sie in Listen mit weniger Zeilen.</translation>
    </message>
    <message>
        <source>no video is given</source>
        <translation>es ist kein Video angegeben</translation>
    </message>
    <message>
        <source>&apos;{video}&apos; is no name of a video</source>
        <translation>„{video}“ ist kein Name eines Videos</translation>
    </message>
    <message>
        <source>no expression is given</source>
        <translation>es ist kein Satz angegeben</translation>
    </message>
    <message>
        <source>there is no frame in its range</source>
        <translation>in ihrem Bereich ist kein Bild</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is no number of an object</source>
        <translation>„{text}“ ist keine Nummer eines Objekts</translation>
    </message>
    <message>
        <source>Objects of a video are numbered from 1 on.</source>
        <translation>Die Objekte eines Videos sind ab 1 nummeriert.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has more than {most} rows.</source>
        <translation>„{path}“ hat mehr als {most} Zeilen.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; cannot be kept as words</source>
        <translation>„{text}“ kann nicht als Worte gespeichert werden</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; is no range of frames</source>
        <translation>„{text}“ ist kein Bereich von Bildern</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Check the address and that you may read it.</source>
        <translation>Prüfen Sie die Adresse und ob Sie dort lesen dürfen.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be reached: {reason}.</source>
        <translation>„{path}“ ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
        <source>Install what reads such addresses, as s3fs for s3://, paramiko for sftp://.</source>
        <translation>Installieren Sie, was solche Adressen liest, etwa s3fs für s3://, paramiko für sftp://.</translation>
    </message>
    <message>
        <source>Check the address and that you may write there.</source>
        <translation>Prüfen Sie die Adresse und ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>The video &apos;{name}&apos; is neither in &apos;{folder}&apos; nor beside the project.</source>
        <translation>Das Video „{name}“ ist weder in „{folder}“ noch beim Projekt.</translation>
    </message>
    <message>
        <source>Put it beside the project. On the command line, name it with --video.</source>
        <translation>Legen Sie es neben das Projekt. Auf der Befehlszeile nennen Sie es mit --video.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not the video this project was made with: its content differs.</source>
        <translation>„{path}“ ist nicht das Video, mit dem dieses Projekt entstand: Der Inhalt weicht ab.</translation>
    </message>
    <message>
        <source>Put the original video back, or start a new project for this one. If the original is elsewhere, name it with --video.</source>
        <translation>Legen Sie das ursprüngliche Video zurück, oder beginnen Sie für dieses ein neues Projekt. Liegt das ursprüngliche anderswo, nennen Sie es mit --video.</translation>
    </message>
    <message>
        <source>The project &apos;{project}&apos; asks to read &apos;{path}&apos;, which is outside its folder.</source>
        <translation>Das Projekt „{project}“ möchte „{path}“ lesen, das außerhalb seines Ordners liegt.</translation>
    </message>
    <message>
        <source>If that is the video you expect, allow it in the window. On the command line, name it with --video.</source>
        <translation>Ist es das erwartete Video, erlauben Sie es im Fenster. Auf der Befehlszeile nennen Sie es mit --video.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is only looked at.</source>
        <translation>„{path}“ wird nur angesehen.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; already exists.</source>
        <translation>„{path}“ gibt es bereits.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not a SOC Studio project.</source>
        <translation>„{path}“ ist kein Projekt von SOC Studio.</translation>
    </message>
    <message>
        <source>Projects end in .soc; to work on a video, start a new project.</source>
        <translation>Projekte enden auf .soc; für ein Video beginnen Sie ein neues Projekt.</translation>
    </message>
    <message>
        <source>Close it there to change it here, or save a copy under another name.</source>
        <translation>Schließen Sie es dort, um es hier zu ändern, oder speichern Sie eine Kopie unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>The project &apos;{path}&apos; does not exist.</source>
        <translation>Das Projekt „{path}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Open it to change it.</source>
        <translation>Öffnen Sie es, um es zu ändern.</translation>
    </message>
    <message>
        <source>Parts of the table &apos;{name}&apos; were lost.</source>
        <translation>Teile der Tabelle „{name}“ gingen verloren.</translation>
    </message>
    <message>
        <source>The decision &apos;{name}&apos; could not be read.</source>
        <translation>Die Entscheidung „{name}“ ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be copied for the repair: {reason}.</source>
        <translation>„{path}“ lässt sich für die Reparatur nicht kopieren: {reason}.</translation>
    </message>
    <message>
        <source>Check the disk and the space for temporary files.</source>
        <translation>Prüfen Sie das Laufwerk und den Platz für temporäre Dateien.</translation>
    </message>
    <message>
        <source>Results of {count} windows were lost; a search finds them again.</source>
        <translation>Ergebnisse von {count} Fenstern gingen verloren; eine Suche findet sie wieder.</translation>
    </message>
    <message>
        <source>{count} imported masks were lost.</source>
        <translation>{count} importierte Masken gingen verloren.</translation>
    </message>
    <message>
        <source>Add &apos;{name}&apos;</source>
        <translation>„{name}“ hinzufügen</translation>
    </message>
    <message>
        <source>Locate &apos;{name}&apos;</source>
        <translation>„{name}“ suchen</translation>
    </message>
    <message>
        <source>Set the frame rate of &apos;{name}&apos;</source>
        <translation>Bildrate von „{name}“ setzen</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has changed: its size, rate or number of frames differs from the project.</source>
        <translation>„{path}“ hat sich geändert: Größe, Bildrate oder Bildanzahl weicht vom Projekt ab.</translation>
    </message>
    <message>
        <source>Locate the original video; the project was not changed.</source>
        <translation>Suchen Sie das ursprüngliche Video; das Projekt wurde nicht geändert.</translation>
    </message>
    <message>
        <source>The unsaved work in &apos;{path}&apos; could not be removed: {reason}.</source>
        <translation>Die ungespeicherte Arbeit in „{path}“ ließ sich nicht entfernen: {reason}.</translation>
    </message>
    <message>
        <source>It will be offered again when the program starts.</source>
        <translation>Sie wird beim nächsten Start wieder angeboten.</translation>
    </message>
    <message>
        <source>there is a file where a folder is needed</source>
        <translation>statt eines Ordners ist dort eine Datei</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be written: {reason}.</source>
        <translation>„{path}“ ließ sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Choose a folder that you can write to; no incomplete file was left behind.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen; es blieb keine unvollständige Datei zurück.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be written: the disk is full.</source>
        <translation>„{path}“ ließ sich nicht schreiben: Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>Free some space or choose another disk; no incomplete file was left behind.</source>
        <translation>Schaffen Sie Platz, oder wählen Sie ein anderes Laufwerk; es blieb keine unvollständige Datei zurück.</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder: a result replaces everything in its folder.</source>
        <translation>Wählen Sie einen neuen oder leeren Ordner: Ein Ergebnis ersetzt alles in seinem Ordner.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is a folder.</source>
        <translation>„{path}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>The project &apos;{path}&apos; is damaged.</source>
        <translation>Das Projekt „{path}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>Copy everything that can be read into a new file with: soc-studio project &quot;{path}&quot; --repair NEW.soc</source>
        <translation>Kopieren Sie alles Lesbare in eine neue Datei mit: soc-studio project &quot;{path}&quot; --repair NEU.soc</translation>
    </message>
    <message>
        <source>The file &apos;{journal}&apos; beside &apos;{path}&apos; does not come from SOC Studio.</source>
        <translation>Die Datei „{journal}“ neben „{path}“ stammt nicht von SOC Studio.</translation>
    </message>
    <message>
        <source>Remove it if you do not know where it comes from.</source>
        <translation>Entfernen Sie sie, wenn Sie nicht wissen, woher sie stammt.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is closed.</source>
        <translation>„{path}“ ist geschlossen.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Free some space; everything saved before is still there.</source>
        <translation>Schaffen Sie Platz; alles zuvor Gespeicherte ist noch da.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be opened for writing.</source>
        <translation>„{path}“ ließ sich nicht zum Schreiben öffnen.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you can write to it, or copy the file.</source>
        <translation>Prüfen Sie, ob es den Ordner gibt und ob Sie darin schreiben dürfen, oder kopieren Sie die Datei.</translation>
    </message>
    <message>
        <source>Another program is writing to &apos;{path}&apos;.</source>
        <translation>Ein anderes Programm schreibt gerade in „{path}“.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be written: the disk is full or failing.</source>
        <translation>„{path}“ ließ sich nicht schreiben: Das Laufwerk ist voll oder defekt.</translation>
    </message>
    <message>
        <source>Free some space or check the disk; everything saved before is still there.</source>
        <translation>Schaffen Sie Platz, oder prüfen Sie das Laufwerk; alles zuvor Gespeicherte ist noch da.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; could not be read or written: the disk reports a failure.</source>
        <translation>„{path}“ ließ sich nicht lesen oder schreiben: Das Laufwerk meldet einen Fehler.</translation>
    </message>
    <message>
        <source>Check the disk or the network drive; everything saved before is still there.</source>
        <translation>Prüfen Sie das Laufwerk oder Netzlaufwerk; alles zuvor Gespeicherte ist noch da.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; was written by a newer version of SOC Studio.</source>
        <translation>„{path}“ wurde von einer neueren Version von SOC Studio geschrieben.</translation>
    </message>
    <message>
        <source>Update SOC Studio to open it; the file was not changed.</source>
        <translation>Aktualisieren Sie SOC Studio, um sie zu öffnen; die Datei wurde nicht geändert.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; was written by an older version, and it is read-only.</source>
        <translation>„{path}“ wurde von einer älteren Version geschrieben und ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Copy it to a folder that you can write to, and open the copy.</source>
        <translation>Kopieren Sie sie in einen Ordner, in den Sie schreiben dürfen, und öffnen Sie die Kopie.</translation>
    </message>
    <message>
        <source>&apos;{project}&apos; is open for reading only, because it cannot be locked: {reason}.</source>
        <translation>„{project}“ ist nur zum Lesen geöffnet, weil es sich nicht sperren lässt: {reason}.</translation>
    </message>
    <message>
        <source>Save a copy in a folder that you can write to.</source>
        <translation>Speichern Sie eine Kopie in einem Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>{first} and {other}</source>
        <translation>{first} und {other}</translation>
    </message>
    <message>
        <source>Remove review of {count} layers</source>
        <translation>Prüfung von {count} Ebenen entfernen</translation>
    </message>
    <message>
        <source>Merge &apos;{source}&apos;</source>
        <translation>„{source}“ zusammenführen</translation>
    </message>
    <message>
        <source>found by {model}</source>
        <translation>gefunden von {model}</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is this project itself.</source>
        <translation>„{path}“ ist dieses Projekt selbst.</translation>
    </message>
    <message>
        <source>Choose the other person&apos;s project.</source>
        <translation>Wählen Sie das Projekt der anderen Person.</translation>
    </message>
    <message>
        <source>imported: &apos;{name}&apos;</source>
        <translation>importiert: „{name}“</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; has the video &apos;{video}&apos; twice.</source>
        <translation>„{path}“ enthält das Video „{video}“ zweimal.</translation>
    </message>
    <message>
        <source>Remove one of them there first; this project was not changed.</source>
        <translation>Entfernen Sie dort zuerst eines davon; dieses Projekt wurde nicht geändert.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; says that &apos;{video}&apos; has another size or number of frames.</source>
        <translation>„{path}“ sagt, dass „{video}“ eine andere Größe oder Bildanzahl hat.</translation>
    </message>
    <message>
        <source>It may be damaged; this project was not changed.</source>
        <translation>Es ist vielleicht beschädigt; dieses Projekt wurde nicht geändert.</translation>
    </message>
    <message>
        <source>{masks}, with other settings</source>
        <translation>{masks}, mit anderen Einstellungen</translation>
    </message>
    <message>
        <source>The frame rate of &apos;{file}&apos; is unknown.</source>
        <translation>Die Bildrate von „{file}“ ist unbekannt.</translation>
    </message>
    <message>
        <source>Open it again and enter the rate.</source>
        <translation>Öffnen Sie es noch einmal, und geben Sie die Rate an.</translation>
    </message>
    <message>
        <source>{file} is not of the kind that &apos;{network}&apos; begins with.</source>
        <translation>{file} ist nicht von der Art, mit der „{network}“ beginnt.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; holds no RoBERTa: neither {first} nor {other} is there.</source>
        <translation>„{folder}“ enthält kein RoBERTa: Weder {first} noch {other} ist da.</translation>
    </message>
    <message>
        <source>{file} does not hold what &apos;{network}&apos; begins with: &apos;{part}&apos; is missing or of another size. Name its beginning in `drop`, or take another file.</source>
        <translation>{file} enthält nicht, womit „{network}“ beginnt: „{part}“ fehlt oder hat eine andere Größe. Nennen Sie seinen Anfang in `drop`, oder nehmen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The loss of step {step} is no number: training cannot go on. Resume it with lower learning rates, or in float32.</source>
        <translation>Der Verlust von Schritt {step} ist keine Zahl: Das Training kann nicht weitergehen. Setzen Sie es mit kleineren Lernraten oder in float32 fort.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; holds a run with other settings. Choose another folder, or remove that one.</source>
        <translation>„{folder}“ enthält einen Lauf mit anderen Einstellungen. Wählen Sie einen anderen Ordner, oder entfernen Sie diesen.</translation>
    </message>
    <message>
        <source>No frame shows the object of {expression}: it is left out.</source>
        <translation>Kein Bild zeigt das Objekt von {expression}: Es wird ausgelassen.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has no videos of the split &apos;{split}&apos;.</source>
        <translation>„{name}“ hat keine Videos im Teil „{split}“.</translation>
    </message>
    <message>
        <source>It has these: {splits}.</source>
        <translation>Es hat diese: {splits}.</translation>
    </message>
    <message>
        <source>{count} more are left out for the same reason.</source>
        <translation>{count} weitere werden aus demselben Grund ausgelassen.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; has no expressions with masks to learn from.</source>
        <translation>„{name}“ hat keine Ausdrücke mit Masken, von denen gelernt werden kann.</translation>
    </message>
    <message>
        <source>Choose the split that has masks, or label the videos first.</source>
        <translation>Wählen Sie den Teil, der Masken hat, oder beschriften Sie erst die Videos.</translation>
    </message>
    <message>
        <source>The picture of the frame &apos;{frame}&apos; of the video &apos;{video}&apos; is missing.</source>
        <translation>Das Bild „{frame}“ des Videos „{video}“ fehlt.</translation>
    </message>
    <message>
        <source>Fetch the dataset&apos;s pictures again, or take the video out of it.</source>
        <translation>Holen Sie die Bilder des Datensatzes noch einmal, oder nehmen Sie das Video heraus.</translation>
    </message>
    <message>
        <source>The picture of the frame &apos;{frame}&apos; of the video &apos;{video}&apos; cannot be read.</source>
        <translation>Das Bild „{frame}“ des Videos „{video}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The mask of the frame &apos;{frame}&apos; of the video &apos;{video}&apos; has another size than its picture.</source>
        <translation>Die Maske zu Bild „{frame}“ des Videos „{video}“ hat eine andere Größe als ihr Bild.</translation>
    </message>
    <message>
        <source>Masks and pictures of a video have to be of one size.</source>
        <translation>Masken und Bilder eines Videos müssen dieselbe Größe haben.</translation>
    </message>
    <message>
        <source>&apos;{text}&apos; in the video &apos;{video}&apos; names the object &apos;{object}&apos;, which the video does not have.</source>
        <translation>„{text}“ im Video „{video}“ nennt das Objekt „{object}“, das es im Video nicht gibt.</translation>
    </message>
    <message>
        <source>Mend the file of expressions, or leave the expression out of it.</source>
        <translation>Berichtigen Sie die Datei der Ausdrücke, oder lassen Sie den Ausdruck weg.</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Codecs</source>
        <translation>Codecs</translation>
    </message>
    <message>
        <source>The file of the model &apos;{model}&apos; is damaged.</source>
        <translation>Die Datei des Modells „{model}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>PyTorch is made for graphics cards ({build}) and does not reach this one.</source>
        <translation>PyTorch ist für Grafikkarten gemacht ({build}) und erreicht diese nicht.</translation>
    </message>
    <message>
        <source>Renew the driver, or install the PyTorch that fits it:</source>
        <translation>Erneuern Sie den Treiber, oder installieren Sie das PyTorch, das zu ihm passt:</translation>
    </message>
    <message>
        <source>Remove it, then get it again:</source>
        <translation>Entfernen Sie es, und holen Sie es dann neu:</translation>
    </message>
    <message>
        <source>There is a graphics card by NVIDIA, and no driver of theirs answers.</source>
        <translation>Eine Grafikkarte von NVIDIA ist da, aber ihr Treiber antwortet nicht.</translation>
    </message>
    <message>
        <source>Install the driver and start the computer again; the processor does till then.</source>
        <translation>Installieren Sie den Treiber, und starten Sie den Computer neu; bis dahin rechnet der Prozessor.</translation>
    </message>
    <message>
        <source>No build of PyTorch computes with this graphics card and its driver.</source>
        <translation>Kein PyTorch rechnet mit dieser Grafikkarte und ihrem Treiber.</translation>
    </message>
    <message>
        <source>Renew the driver if there is a newer one; the processor does till then.</source>
        <translation>Erneuern Sie den Treiber, wenn es einen neueren gibt; bis dahin rechnet der Prozessor.</translation>
    </message>
    <message>
        <source>This PyTorch does not compute with the graphics card, only with the processor.</source>
        <translation>Dieses PyTorch rechnet nicht mit der Grafikkarte, nur mit dem Prozessor.</translation>
    </message>
    <message>
        <source>Install the one that does:</source>
        <translation>Installieren Sie das, das es tut:</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Install the program again:</source>
        <translation>Installieren Sie das Programm neu:</translation>
    </message>
    <message>
        <source>none: the processor computes</source>
        <translation>keine: Der Prozessor rechnet</translation>
    </message>
    <message>
        <source>PyTorch cannot be loaded: {reason}.</source>
        <translation>PyTorch lässt sich nicht laden: {reason}.</translation>
    </message>
    <message>
        <source>Install it again:</source>
        <translation>Installieren Sie es neu:</translation>
    </message>
    <message>
        <source>PyAV cannot be loaded: {reason}.</source>
        <translation>PyAV lässt sich nicht laden: {reason}.</translation>
    </message>
    <message>
        <source>{codec} does not work here: {reason}.</source>
        <translation>{codec} geht hier nicht: {reason}.</translation>
    </message>
    <message>
        <source>Install PyAV with the FFmpeg that it brings along:</source>
        <translation>Installieren Sie PyAV mit dem FFmpeg, das es mitbringt:</translation>
    </message>
    <message>
        <source>The index of PyTorch has no {package} {version} for this system.</source>
        <translation>Das Verzeichnis von PyTorch hat kein {package} {version} für dieses System.</translation>
    </message>
    <message>
        <source>Update SOC Studio, or try again later.</source>
        <translation>Aktualisieren Sie SOC Studio, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>What the host sent as {name} is another file.</source>
        <translation>Was der Server als {name} schickte, ist eine andere Datei.</translation>
    </message>
    <message>
        <source>It was removed. Try again later.</source>
        <translation>Sie wurde entfernt. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>What the host sent as {name} is damaged.</source>
        <translation>Was der Server als {name} schickte, ist beschädigt.</translation>
    </message>
    <message>
        <source>The index of PyTorch has no {package} for this graphics card.</source>
        <translation>Das Verzeichnis von PyTorch hat kein {package} für diese Grafikkarte.</translation>
    </message>
    <message>
        <source>Or set SOC_STUDIO_DATA to a folder that you can write to.</source>
        <translation>Oder setzen Sie SOC_STUDIO_DATA auf einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>The program is made for Python 3.11, 3.12 and 3.13.</source>
        <translation>Das Programm ist für Python 3.11, 3.12 und 3.13 gemacht.</translation>
    </message>
    <message>
        <source>Install it with one of these.</source>
        <translation>Installieren Sie es mit einem davon.</translation>
    </message>
    <message>
        <source>These packages are missing: {names}.</source>
        <translation>Diese Pakete fehlen: {names}.</translation>
    </message>
    <message>
        <source>Install them:</source>
        <translation>Installieren Sie sie:</translation>
    </message>
    <message>
        <source>A search takes about {size}, and less is free.</source>
        <translation>Eine Suche braucht etwa {size}, und weniger ist frei.</translation>
    </message>
    <message>
        <source>Close other programs before you search.</source>
        <translation>Schließen Sie andere Programme, bevor Sie suchen.</translation>
    </message>
    <message>
        <source>Nothing can be written to this folder ({reason}).</source>
        <translation>In diesen Ordner lässt sich nichts schreiben ({reason}).</translation>
    </message>
    <message>
        <source>Change its rights. {other}</source>
        <translation>Ändern Sie seine Rechte. {other}</translation>
    </message>
    <message>
        <source>Qt cannot show a window here: {reason}</source>
        <translation>Qt kann hier kein Fenster zeigen: {reason}</translation>
    </message>
    <message>
        <source>Look at DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM, or install Qt again:</source>
        <translation>Prüfen Sie DISPLAY, WAYLAND_DISPLAY und QT_QPA_PLATFORM, oder installieren Sie Qt neu:</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Free memory</source>
        <translation>Freier Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Folder for data</source>
        <translation>Ordner für Daten</translation>
    </message>
    <message>
        <source>Folder for what can be made again</source>
        <translation>Ordner für das, was neu gemacht werden kann</translation>
    </message>
    <message>
        <source>Folder of the log</source>
        <translation>Ordner des Protokolls</translation>
    </message>
    <message>
        <source>Folder for temporary files</source>
        <translation>Ordner für vorübergehende Dateien</translation>
    </message>
    <message>
        <source>Or set TMPDIR to a folder that you can write to.</source>
        <translation>Oder setzen Sie TMPDIR auf einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The disk of this folder is nearly full: {size} are free.</source>
        <translation>Das Laufwerk dieses Ordners ist fast voll: {size} sind frei.</translation>
    </message>
    <message>
        <source>Remove something from it. {other}</source>
        <translation>Entfernen Sie etwas davon. {other}</translation>
    </message>
    <message>
        <source>The window is not installed; the command line works without it.</source>
        <translation>Das Fenster ist nicht installiert; die Kommandozeile geht ohne es.</translation>
    </message>
    <message>
        <source>Install it:</source>
        <translation>Installieren Sie es:</translation>
    </message>
    <message>
        <source>The window needs system libraries that are not installed: {names}.</source>
        <translation>Das Fenster braucht Bibliotheken des Systems, die nicht installiert sind: {names}.</translation>
    </message>
    <message>
        <source>There is no screen here to show the window on.</source>
        <translation>Hier ist kein Bildschirm, auf dem das Fenster zu sehen wäre.</translation>
    </message>
    <message>
        <source>The command line works without one.</source>
        <translation>Die Kommandozeile geht ohne einen.</translation>
    </message>
</context>
</TS>
